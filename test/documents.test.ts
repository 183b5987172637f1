/** The documents say what is so. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { coverage } from '../scripts/coverage.ts';
import { evidence } from '../scripts/evidence.ts';
import { parityPage, withTotals } from '../scripts/parity-page.ts';
import { virga } from './running.ts';

const read = (file: string): string => readFileSync(file, 'utf8');

test('docs/COVERAGE.md is what the tables say (npm run coverage)', () => {
  expect(read('docs/COVERAGE.md')).toBe(coverage());
});

test('PARITY.md and the totals in the README are what was recorded and what is answered now (npm run coverage)', async () => {
  const found = await evidence();
  expect(read('PARITY.md')).toBe(parityPage(found));
  // the formatter lines tables up
  const plain = (text: string): string => text.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---');
  expect(plain(read('README.md'))).toBe(plain(withTotals(read('README.md'), found)));
}, 120_000);

test('the README names every option of the command line', async () => {
  const commands = ['start', 'openrc', 'clouds', 'seed-schema', 'verify', 'world', 'fault', 'journal', 'export', 'import'];
  const help = await Promise.all(commands.map(async (command) => (await virga(command, '--help')).stdout));
  const options = new Set(help.join('\n').match(/--[a-z-]+/g));
  options.delete('--help');
  const readme = read('README.md');
  expect([...options, ...commands.map((command) => `virga ${command}`)].filter((word) => !readme.includes(word))).toEqual([]);
});

test('every npm script and every file that a document names is there', () => {
  const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const text = documents.map(read).join('\n');
  const scripts = new Set([...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => String(name)));
  expect([...scripts].filter((name) => !(name in packageJson.scripts))).toEqual([]);
  const files = new Set([...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file]) => String(file)));
  expect([...files].filter((file) => !existsSync(file))).toEqual([]);
});
