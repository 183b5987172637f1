/** Plays the transcripts on the emulator and compares its answers with those of a real cloud. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { services } from '../../contracts/index.ts';
import { type Cloud, createCloud } from '../../server/cloud.ts';
import { type Difference, compare } from './compare.ts';
import { normalise } from './normalise.ts';
import { type Standing, type Target, play } from './play.ts';
import { recorded } from './recorded.ts';
import { type Transcript, transcripts } from './transcript.ts';
import { Variables } from './variables.ts';

/** An exchange that a real cloud has had as well, and what differs. */
export interface Judged {
  transcript: string;
  name: string;
  service: string;
  request: string;
  /** `compute.flavors.list`, where a row is meant. */
  operation: string | undefined;
  standing: Standing;
  difference: Difference;
}

/** The default cloud with one compute host, for a real cloud on one machine has no more. */
function seed(): string {
  const content = parse(readFileSync(new URL('../../server/seeds/default.yaml', import.meta.url), 'utf8')) as { compute: { hosts: unknown[] } };
  content.compute.hosts.splice(1);
  return stringify(content);
}

/** @param wanted names of transcripts; all when empty */
export async function replay(wanted: readonly string[] = []): Promise<Judged[]> {
  const all: Judged[] = [];
  for (const transcript of transcripts().filter(({ name }) => !wanted.length || wanted.includes(name))) {
    // steps take their time, but only this clock's; ids and times are the same in every run
    const cloud = await createCloud({ clock: { mode: 'frozen', at: Date.UTC(2026, 0, 1) }, ids: 'parity', profile: 'lifelike', seed: seed() });
    try {
      all.push(...(await judge(transcript, await listening(cloud))));
    } finally {
      await cloud.close();
    }
  }
  return all;
}

async function listening(cloud: Cloud): Promise<Target> {
  const { clock } = cloud.world;
  const { ports } = await cloud.listen({ ports: Object.fromEntries(Object.values(services).map(({ type }) => [type, 0])) });
  const ask = async (request: Request): Promise<Response> => {
    clock.advance(20);
    return fetch(request);
  };
  const origins = Object.entries(ports).map(([type, port]) => [type, `http://127.0.0.1:${port}`]);
  return { origins: Object.fromEntries(origins), fetch: ask, wait: () => clock.advance(200) };
}

/** The exchanges of one transcript that were recorded, judged. */
async function judge(transcript: Transcript, target: Target): Promise<Judged[]> {
  const real = new Map(recorded(transcript.name).map((exchange) => [exchange.name, exchange]));
  const variables = new Variables();
  const played = await play(transcript, target, variables);
  return played.flatMap(({ answer, varies, ...exchange }) => {
    const twin = real.get(exchange.name);
    if (!twin) return [];
    const difference = compare(normalise(twin, { origins: {} }, new Variables(), varies), normalise(answer, target, variables, varies), exchange.request);
    // upstream, too, says 501 of what its hypervisor has not
    const standing = exchange.standing === 'not emulated' && twin.status === 501 ? 'emulated' : exchange.standing;
    return [{ ...exchange, standing, difference }];
  });
}
