/**
 * What is emulated and how well that is proven: writes docs/COVERAGE.md from the tables, contracts/proofs.json from a run of the contract, PARITY.md and
 * the totals in the README. `npm run coverage`
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { editions, services, tables } from '../contracts/index.ts';
import type { Operation, Resource } from '../contracts/operation.ts';
import type { Service, ServiceType } from '../contracts/service.ts';
import { evidence } from './evidence.ts';
import { parityPage, withTotals } from './parity-page.ts';
import { isServed } from './proven.ts';

const INTRODUCTION = `# What is emulated

Written by \`npm run coverage\` from the tables in \`contracts/\`; a test fails when it is stale.
Every operation here is served with its statuses, schemas, rights and error texts, unless it says 501 or 410. What is not here answers as a path that the service does not know.
`;

const FORMER = `# Historical APIs

No cloud serves these any more, and no list of a cloud's operations has them: they are held to documents of their time, on the emulator alone. The client does not know them.
Nova v2 at \`/v2\` is Nova v2.1 without microversions, as it is on a real cloud.
`;

type Table = Record<string, Resource>;

export function coverage(): string {
  const sections = Object.values(services).map((service: Service) => section(service, tables[service.type]));
  const former = editions.map(({ service, tables: own }) =>
    section({ ...service, name: `${service.name} ${service.root.slice(1)}`, versions: undefined }, own),
  );
  const total = Object.entries<Table>(tables).reduce((sum, [type, table]) => sum + count(type as ServiceType, table), 0);
  const summary = (Object.keys(tables) as ServiceType[]).map((type) => `| ${type} | ${services[type].name} | ${count(type, tables[type])} |`);
  return [INTRODUCTION, '| service | | operations |', '| --- | --- | --- |', ...summary, `| | | ${total} |`, '', ...sections, FORMER, ...former].join('\n');
}
const count = (type: ServiceType, table: Table): number =>
  Object.values(table).reduce((sum, rows) => sum + Object.keys(rows).filter((verb) => isServed(type, rows, verb)).length, 0);

function section(
  { type, name, root, versions }: Pick<Service, 'type' | 'name' | 'root'> & { versions?: Service['versions'] | undefined },
  table: Table,
): string {
  const range = versions ? `, microversions ${versions.min} to ${versions.max}` : '';
  const nouns = Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = nouns.flatMap(([noun, operations]) =>
    Object.entries(operations).map(([verb, row]) => line(`${noun}.${verb}`, root, row, isServed(type, operations, verb))),
  );
  return [`## ${type} (${name}${range})`, '', '| client | request | microversions |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function line(name: string, root: string, { method, path, action, since, until, gone, ...row }: Operation, served: boolean): string {
  const request = `${method} ${row.root ?? root}${path}` + (action === undefined ? '' : ` {"${action}": ...}`);
  const versions = [since && `from ${since}`, until && `until ${until}`, gone && `410 from ${gone}`, !served && !gone && '501'].filter(Boolean).join(', ');
  return `| ${name} | \`${request}\` | ${versions} |`;
}

if (import.meta.main) {
  writeFileSync('docs/COVERAGE.md', coverage());
  const { status } = spawnSync('vitest', ['run', '--project', 'memory', `--reporter=${resolve('test/contract/proofs.ts')}`], {
    stdio: 'inherit',
    env: { ...process.env, VIRGA_PROOFS: '1' },
  });
  if (status !== 0) throw new Error('the contract does not hold on the emulator');
  const found = await evidence();
  writeFileSync('PARITY.md', parityPage(found));
  writeFileSync('README.md', withTotals(readFileSync('README.md', 'utf8'), found));
}
