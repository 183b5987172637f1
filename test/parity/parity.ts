/**
 * Replays the transcripts on the emulator and compares its answers with the recorded ones of a real cloud, in four layers.
 * `npm run parity`; `-- --all` prints every difference, `-- --keep` makes today's figures the baseline. Fails when a figure drops below the
 * baseline, or when a difference that is listed in contracts/recorded/differences.yaml no longer differs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { services } from '../../contracts/index.ts';
import { createCloud } from '../../server/cloud.ts';
import { type Difference, type Layer, compare, layers } from './compare.ts';
import { normalise } from './normalise.ts';
import { type Target, play } from './play.ts';
import { folder, known, recorded } from './recorded.ts';
import { transcripts } from './transcript.ts';
import { Variables } from './variables.ts';

interface Judged {
  transcript: string;
  name: string;
  request: string;
  emulated: boolean;
  difference: Difference;
}
type Figures = Record<string, { exchanges: number; emulated: number } & Record<Layer, number>>;

const judged = await replay(process.argv.slice(2).filter((argument) => !argument.startsWith('-')));
const listed = known();
const figures: Figures = Object.fromEntries([...Map.groupBy(judged, ({ transcript }) => transcript)].map(([name, group]) => [name, figure(group)]));
report();
process.exitCode = verdict() ? 0 : 1;

async function replay(wanted: readonly string[]): Promise<Judged[]> {
  const all: Judged[] = [];
  for (const transcript of transcripts().filter(({ name }) => !wanted.length || wanted.includes(name))) {
    // steps take their time, but only this clock's; ids and times are the same in every run
    const cloud = await createCloud({ clock: { mode: 'frozen', at: Date.UTC(2026, 0, 1) }, ids: 'parity', profile: 'lifelike' });
    const { clock } = cloud.world;
    const { ports } = await cloud.listen({ ports: Object.fromEntries(Object.values(services).map(({ type }) => [type, 0])) });
    const origins = Object.fromEntries(Object.entries(ports).map(([type, port]) => [type, `http://127.0.0.1:${port}`]));
    const ask = async (request: Request): Promise<Response> => {
      clock.advance(20);
      return fetch(request);
    };
    const target: Target = { origins, fetch: ask, wait: () => clock.advance(200) };
    const variables = new Variables();
    const real = new Map(recorded(transcript.name).map((exchange) => [exchange.name, exchange]));
    for (const { name, request, answer } of await play(transcript, target, variables)) {
      const twin = real.get(name);
      if (!twin) continue;
      const difference = compare(normalise(twin, { ...target, origins: {} }, new Variables()), normalise(answer, target, variables));
      all.push({ transcript: transcript.name, name, request, emulated: answer.status !== 501 && !variables.fill(request).includes('{'), difference });
    }
    await cloud.close();
  }
  return all;
}

/** Of the exchanges whose operation is emulated, the share that is equal; a listed difference counts as one. */
function figure(group: readonly Judged[]): Figures[string] {
  const emulated = group.filter((exchange) => exchange.emulated);
  const share = (layer: Layer) =>
    Math.floor((1000 * emulated.filter(({ difference }) => difference[layer] === undefined).length) / (emulated.length || 1)) / 10;
  return {
    exchanges: group.length,
    emulated: emulated.length,
    status: share('status'),
    headers: share('headers'),
    shape: share('shape'),
    values: share('values'),
  };
}

function report(): void {
  const columns = ['exchanges', 'emulated', ...layers] as const;
  console.log(['transcript'.padEnd(14), ...columns.map((column) => column.padStart(10))].join(''));
  for (const [name, row] of Object.entries(figures)) console.log([name.padEnd(14), ...columns.map((column) => String(row[column]).padStart(10))].join(''));
  const total = figure(judged);
  console.log(['all'.padEnd(14), ...columns.map((column) => String(total[column]).padStart(10))].join(''));
  if (!process.argv.includes('--all')) return;
  for (const { transcript, name, request, emulated, difference } of judged) {
    if (!emulated) console.log(`\n${transcript}: ${name}: ${request}\n  not emulated`);
    else if (Object.keys(difference).length) {
      console.log(`\n${transcript}: ${name}: ${request}`);
      for (const [layer, what] of Object.entries(difference)) console.log(`  ${layer}: ${what}`);
    }
  }
}

function verdict(): boolean {
  const file = new URL('baseline.json', folder);
  const baseline: Figures = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : {};
  if (process.argv.includes('--keep')) writeFileSync(file, `${JSON.stringify({ ...baseline, ...figures }, null, 2)}\n`);
  const dropped = Object.entries(figures).flatMap(([name, row]) =>
    [...layers, 'emulated' as const]
      .filter((column) => row[column] < (baseline[name]?.[column] ?? 0))
      .map((column) => `${name}: ${column} dropped from ${baseline[name]?.[column]} to ${row[column]}`),
  );
  const played = new Set(judged.map(({ transcript }) => transcript));
  const stale = listed.filter(
    ({ transcript, name, layer }) =>
      played.has(transcript) && judged.find((exchange) => exchange.transcript === transcript && exchange.name === name)?.difference[layer] === undefined,
  );
  for (const line of dropped) console.error(line);
  for (const { transcript, name, layer } of stale) console.error(`${transcript}: ${name}: ${layer} is listed in differences.yaml but does not differ`);
  return !dropped.length && !stale.length;
}
