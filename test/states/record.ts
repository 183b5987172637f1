/**
 * Asks the real cloud of `test/real-cloud/up` what it answers to every attempt in every situation, and keeps that in
 * contracts/recorded/server-states.json. `node test/states/record.ts [WORD]`, with a word only the situations whose names have it.
 */
import { writeFileSync } from 'node:fs';
import { type Connection, connect, waitFor } from '../../client/index.ts';
import { type Names, NO_MIGRATION, NOBODY, attempts, filled, told } from './attempts.ts';
import { clones, drop, forceDown } from './clones.ts';
import { type Answers, file, read, written } from './recorded.ts';
import type { Situation } from './situation.ts';
import { walk } from './walk.ts';

const admin = connect();
const member = connect({
  auth: {
    auth_url: process.env['OS_AUTH_URL'] ?? '',
    username: 'demo',
    password: '000000',
    project_name: 'demo',
    user_domain_name: 'Default',
    project_domain_name: 'Default',
  },
});

const { json: flavors } = await admin.compute.request('GET', '/flavors');
const { json: images } = await admin.image.request('GET', '/images?visibility=public');
const { json: networks } = await admin.network.request('GET', '/networks?shared=true');
const [image, network] = [images.images[0].id, networks.networks[0].id] as [string, string];
const [small, large] = flavors.flavors as { id: string }[];

/** A server as others are copied from. */
async function prototype(as: Connection): Promise<string> {
  const server = { name: 'states', flavorRef: small?.id, imageRef: image, networks: [{ uuid: network }], metadata: { a: '1' } };
  const { json, text } = await as.compute.request('POST', '/servers', { json: { server } });
  if (!json.server) throw new Error(text);
  const { id } = json.server as { id: string };
  await reached(id, 'ACTIVE');
  return id;
}
const reached = async (id: string, status: string): Promise<unknown> =>
  waitFor(
    async () => (await admin.compute.request('GET', `/servers/${id}`)).json.server as Record<string, unknown>,
    (server) => server['status'] === status && server['OS-EXT-STS:task_state'] === null,
  );
async function unlimited(): Promise<void> {
  for (const [{ id }] of [[(await admin.whoami()).project], [(await member.whoami()).project]] as [{ id: string }][]) {
    await admin.compute.request('PUT', `/os-quota-sets/${id}`, { json: { quota_set: { instances: -1, cores: -1, ram: -1 } } });
    await admin.network.request('PUT', `/quotas/${id}`, { json: { quota: { port: -1 } } });
  }
}

await unlimited();
const active = await prototype(member);
const resized = await prototype(member);
await member.compute.request('POST', `/servers/${resized}/action`, { json: { resize: { flavorRef: large?.id } } });
await reached(resized, 'VERIFY_RESIZE');
const { json: shown } = await admin.compute.request('GET', `/servers/${active}`);
const host = shown.server['OS-EXT-SRV-ATTR:host'] as string;
async function answersTo(situation: Situation, of: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const copies = clones(of, Object.keys(attempts).length, situation);
  forceDown(situation.down);
  for (const [n, [name, attempt]] of Object.entries(attempts).entries()) {
    const { server = '', migration = NO_MIGRATION } = copies[n] ?? {};
    const names: Names = { server, migration, flavor: large?.id ?? '', image, network, host, port: NOBODY };
    const { method, path, ...more } = filled(attempt, names);
    const answer = await (situation.locked || name.endsWith('lock') ? member : admin).compute.request(method, path, more);
    answers[name] = told(attempt, answer, names);
  }
  drop(copies.map(({ server }) => server));
  return answers;
}

const word = process.argv[2] ?? '';
const all: Answers = word === '' ? {} : read();
for (const [name, { situation }] of await walk()) {
  if (!name.includes(word)) continue;
  all[name] = await answersTo(situation, situation.resized ? resized : active);
  writeFileSync(file, written(all));
  console.log(name);
}
