/**
 * Replays the transcripts on the emulator and compares its answers with the recorded ones of a real cloud, in four layers.
 * `npm run parity [TRANSCRIPT...]`; `-- --all` prints every difference, `-- --keep` makes today's figures the baseline. Fails when a figure drops
 * below the baseline, when something differs without a row in contracts/recorded/differences.yaml, or when a row no longer differs.
 */
import { writeFileSync } from 'node:fs';
import { layers } from './compare.ts';
import { type Figure, figure, figures } from './figures.ts';
import { baseline, baselineFile, known } from './recorded.ts';
import { type Judged, replay } from './replay.ts';
import { dropped, unexplained } from './verdict.ts';

const judged = await replay(process.argv.slice(2).filter((argument) => !argument.startsWith('-')));
const rows = figures(judged, ({ transcript }) => transcript);
table(rows, figure(judged));
const listed = known();
if (process.argv.includes('--all')) differences();

const before = baseline();
const complaints = [...dropped(before, rows), ...unexplained(listed, judged)];
for (const complaint of complaints) console.error(complaint);
if (process.argv.includes('--keep')) {
  const kept = [...rows].map(([name, { emulated, status, headers, shape, values }]) => [name, { emulated, status, headers, shape, values }]);
  writeFileSync(baselineFile, `${JSON.stringify({ ...before, ...Object.fromEntries(kept) }, null, 2)}\n`);
}
process.exitCode = complaints.length ? 1 : 0;

function table(named: Map<string, Figure>, total: Figure): void {
  const line = (name: string, cells: readonly unknown[]): void => console.log(name.padEnd(32) + cells.map((cell) => String(cell).padStart(11)).join(''));
  const counts = ['exchanges', 'emulated', 'unemulated', 'dependent'] as const;
  line('transcript', [...counts, ...layers]);
  for (const [name, row] of [...named, ['of the emulated', total] as const])
    line(name, [...counts.map((count) => row[count]), ...layers.map((layer) => row[layer])]);
  line('of all', [total.exchanges, '', '', '', ...layers.map((layer) => total.all[layer])]);
}

function differences(): void {
  for (const { transcript, name, request, standing, difference } of judged) {
    if (standing !== 'emulated') console.log(`\n${transcript}: ${name}: ${request}\n  ${standing}`);
    else if (Object.keys(difference).length) {
      console.log(`\n${transcript}: ${name}: ${request}`);
      for (const [layer, what] of Object.entries(difference)) console.log(`  ${layer}: ${what}${reason({ transcript, name }, layer)}`);
    }
  }
}
function reason({ transcript, name }: Pick<Judged, 'transcript' | 'name'>, layer: string): string {
  const row = listed.find((one) => one.transcript === transcript && one.name === name && one.layer === layer);
  return row ? `\n    because ${row.reason}` : '';
}
