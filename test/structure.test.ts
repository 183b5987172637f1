/** What the tree promises about itself: who may know whom, where time and chance come from, how long a file gets. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { editions, services, tables } from '../contracts/index.ts';
import { implementations } from '../server/services.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('{contracts,client,server}/**/*.ts', { cwd: root }).sort();
const source = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const within = (...folders: string[]) => files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
const proof = (file: string): boolean => file.endsWith('.contract.ts');

/** Modules that a file imports, its own ones as paths from the root. */
const imports = (file: string): string[] =>
  Array.from((source.get(file) ?? '').matchAll(/^(?:import|export)\b[^;'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm), (found) => {
    const name = found[1] ?? found[2] ?? found[3] ?? '';
    return name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
  });
/** `file > what it imports` of all imports that are not allowed. */
const strangers = (among: string[], allowed: (imported: string) => boolean): string[] =>
  among.flatMap((file) =>
    imports(file)
      .filter((imported) => !allowed(imported))
      .map((imported) => `${file} > ${imported}`),
  );

test('imports are found', () => {
  expect(imports('server/store/sqlite.ts')).toEqual(expect.arrayContaining(['better-sqlite3', 'server/core/store.ts', 'server/store/sql.ts']));
  expect(imports('client/index.ts')).toContain('client/connect.ts');
});

test('contracts know zod and each other, no more', () => {
  const tables = within('contracts').filter((file) => !proof(file));
  expect(strangers(tables, (imported) => imported === 'zod' || imported.startsWith('contracts/'))).toEqual([]);
  const proofs = within('contracts').filter(proof);
  expect(strangers(proofs, (imported) => !imported.startsWith('server/'))).toEqual([]);
});

test('the client knows the contracts, never the server', () => {
  const allowed = /^(?:zod$|yaml$|node:|contracts\/|client\/)/;
  expect(strangers(within('client'), (imported) => allowed.test(imported))).toEqual([]);
});

test('only server/http knows Hono; the rest of the server does not know HTTP', () => {
  const others = within('server').filter((file) => !file.startsWith('server/http/'));
  expect(strangers(others, (imported) => !/^(?:hono|@hono\/)/.test(imported))).toEqual([]);
});

test('the server, its command line aside, does not know the client, and its core no service', () => {
  const others = within('server').filter((file) => !file.startsWith('server/cli/'));
  expect(strangers(others, (imported) => !imported.startsWith('client/'))).toEqual([]);
  const types = Object.keys(services).join('|');
  const service = new RegExp(`^(?:server|contracts)/(?:${types})/`);
  expect(strangers(within('server/core', 'server/store'), (imported) => !service.test(imported))).toEqual([]);
});

/** A grace period of sockets; delays that faults ask for; a key that never leaves the process. */
const excepted = new Set(['server/http/listen.ts', 'server/http/faults.ts', 'server/identity/passwords.ts']);
test('time, ids and chance come from the world', () => {
  const own = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\b|\brandomBytes\b|\bsetTimeout\(|\bsetInterval\(/;
  const others = within('server', 'contracts').filter((file) => !file.startsWith('server/core/') && !excepted.has(file) && !proof(file));
  expect(others.filter((file) => own.test(source.get(file) ?? ''))).toEqual([]);
});

test('files are of one thought: none over 300 lines, the median at most 120', () => {
  const lengths = new Map(files.map((file) => [file, (source.get(file) ?? '').trimEnd().split('\n').length]));
  expect([...lengths].filter(([, length]) => length > 300)).toEqual([]);
  const sorted = [...lengths.values()].sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(120);
});

test('every file says what it is', () => {
  expect(
    files
      .filter((file) => !proof(file) && !/^(?:#!.*\n)?(?:\/\*\*|import .*\.\.\/)/.test(source.get(file) ?? ''))
      .filter((file) => !file.endsWith('/service.ts')),
  ).toEqual([]);
});

test.each(implementations)('$service.type: who knows a table knows where it is served, and finds it in the contents', async ({ service, resources }) => {
  const { type } = service;
  const served = resources.filter(({ handlers }) => Object.keys(handlers).length).map(({ table }) => table);
  const contents = new Set<unknown>(Object.values(tables[type]));
  expect(served.filter((table) => !contents.has(table)).map((table) => Object.keys(table))).toEqual([]);

  const missing: string[] = [];
  for (const file of within(`contracts/${type}`).filter((name) => !proof(name))) {
    const exported = Object.values((await import(join(root, file))) as Record<string, unknown>);
    const twin = file.replace('contracts/', 'server/');
    if (basename(file) !== 'index.ts' && served.some((table) => exported.includes(table)) && !source.has(twin)) missing.push(twin);
  }
  expect(missing).toEqual([]);
});

test.each(implementations)('$service.type: all its contents are mounted', ({ service, resources }) => {
  const mounted = new Set<unknown>(resources.map(({ table }) => table));
  const contents = Object.entries(tables[service.type] as Record<string, unknown>);
  expect(contents.filter(([, table]) => !mounted.has(table)).map(([noun]) => noun)).toEqual([]);
});

const former = implementations.flatMap((implementation) => implementation.editions ?? []);
test.each(former)('$service.type $service.root: the same holds for its tables', ({ service, resources }) => {
  const contents = editions.find((edition) => edition.service === service)?.tables;
  expect(new Set(resources.map(({ table }) => table))).toEqual(new Set(Object.values(contents ?? {})));
  const folder = `contracts/${service.type}/${service.root.slice(1)}`;
  const served = resources.filter(({ handlers }) => Object.keys(handlers).length);
  const twins = within(folder).filter(
    (file) => !proof(file) && !/(?:index|service|types)\.ts$/.test(file) && !source.has(file.replace('contracts/', 'server/')),
  );
  expect(twins.length).toBe(resources.length - served.length);
});
test('every edition is served', () => {
  expect(new Set(former.map(({ service }) => service))).toEqual(new Set(editions.map(({ service }) => service)));
});

test('every service is served', () => {
  expect(implementations.map(({ service }) => service.type).sort()).toEqual(Object.keys(services).sort());
});

test('no words that say nothing', () => {
  const empty = /(?:^|\/)(?:utils?|helpers?|common|misc)\.ts$|(?:Manager|Factory)\.ts$/;
  expect(files.filter((file) => empty.test(file))).toEqual([]);
});
