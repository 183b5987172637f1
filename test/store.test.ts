/** One suite for every engine behind the store port. */
import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DuplicateError, type Query, type Rows, type Store, type Where, collection } from '../server/core/store.ts';
import { MemoryStore } from '../server/store/memory.ts';
import { SqliteStore } from '../server/store/sqlite.ts';
import { compare } from './store-order.ts';

interface Star {
  id: string;
  name: string | null;
  size: number | null;
  visible: boolean | null;
  sky?: string;
  /** Not declared: only kept. */
  notes?: unknown;
}
const stars = collection<Star>('atlas_stars', { name: 'text', size: 'integer', visible: 'boolean', sky: 'text' }, [['sky', 'name']]);
const star = (id: string, rest: Partial<Star> = {}): Star => ({ id, name: null, size: null, visible: null, ...rest });

const folder = mkdtempSync(join(tmpdir(), 'virga-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const engines: Record<string, { open: () => Store; reopen: (content: Uint8Array) => Store }> = {
  memory: { open: () => new MemoryStore(), reopen: (content) => new MemoryStore(content) },
  'an SQLite file': { open: () => new SqliteStore(join(folder, `${files++}.sqlite`)), reopen: (content) => new SqliteStore(content) },
};

describe.each(Object.entries(engines))('the store in %s', (_engine, { open, reopen }) => {
  let store: Store;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.close());
  const insert = (...rows: Star[]): Promise<void> =>
    store.transaction(async (tx) => {
      for (const row of rows) await tx.insert(stars, row);
    });
  const list = (query?: Query<Star>): Promise<Star[]> => store.read((rows) => rows.list(stars, query));
  const ids = async (query?: Query<Star>): Promise<string> => (await list(query)).map(({ id }) => id).join('');

  test('keeps documents whole, declared or not', async () => {
    const row = star('a', { name: 'Vega', notes: { deep: [1, null, 'é\u0000\ud800'], __proto__: 1 } });
    await insert(row);
    expect(await store.read((rows) => rows.get(stars, 'a'))).toEqual(row);
    expect(await store.read((rows) => rows.get(stars, 'b'))).toBe(undefined);
  });

  test('keeps what it has, whatever is done to what it hands out', async () => {
    await insert(star('a', { name: 'Vega', notes: ['blue'] }));
    const read = (await store.read((rows) => rows.get(stars, 'a'))) as Star;
    Reflect.set(read, 'name', 'changed');
    Reflect.set(read.notes as string[], '0', 'red');
    const listed = (await list())[0] as Star;
    Reflect.set(listed, 'name', 'changed');
    await store.transaction(async (rows) => {
      const row = (await rows.get(stars, 'a')) as Star;
      row.name = 'changed, and not updated';
      (row.notes as string[]).push('red');
    });
    expect(await list()).toEqual([star('a', { name: 'Vega', notes: ['blue'] })]);
  });

  test('updates, inserts by update, removes', async () => {
    await insert(star('a', { size: 1 }));
    await store.transaction(async (rows) => {
      await rows.update(stars, star('a', { size: 2 }));
      await rows.update(stars, star('b'));
    });
    expect((await list()).map(({ id, size }) => [id, size])).toEqual([
      ['a', 2],
      ['b', null],
    ]);
    expect(await store.transaction((rows) => rows.remove(stars, 'a'))).toBe(true);
    expect(await store.transaction((rows) => rows.remove(stars, 'a'))).toBe(false);
    expect(await ids()).toBe('b');
  });

  test('refuses a taken id and a taken group, on insert and on update', async () => {
    await insert(star('a', { sky: 'north', name: 'Vega' }), star('b', { sky: 'north', name: 'Deneb' }));
    await expect(insert(star('a'))).rejects.toBeInstanceOf(DuplicateError);
    await expect(insert(star('c', { sky: 'north', name: 'Vega' }))).rejects.toBeInstanceOf(DuplicateError);
    await expect(store.transaction((rows) => rows.update(stars, star('b', { sky: 'north', name: 'Vega' })))).rejects.toBeInstanceOf(DuplicateError);
    await insert(star('c', { sky: 'south', name: 'Vega' }), star('d', { name: 'Vega' }), star('e', { name: 'Vega' }));
    expect(await ids()).toBe('abcde');
  });

  test('goes on in a transaction after a duplicate that was caught', async () => {
    await store.transaction(async (rows) => {
      await rows.insert(stars, star('a'));
      await rows.insert(stars, star('a')).catch((error: unknown) => expect(error).toBeInstanceOf(DuplicateError));
      await rows.insert(stars, star('b'));
    });
    expect(await ids()).toBe('ab');
  });

  test('knows every condition', async () => {
    await insert(
      star('a', { name: 'Vega', size: 1, visible: true }),
      star('b', { name: 'vega_2', size: 2, visible: false }),
      star('c', { name: 'Deneb', size: 3 }),
      star('d', { size: 4, visible: true }),
    );
    const cases: [Where, string][] = [
      [{}, 'abcd'],
      [{ name: undefined }, 'abcd'],
      [{ name: 'Vega' }, 'a'],
      [{ name: null }, 'd'],
      [{ name: ['Vega', 'Deneb', 'Rigel'] }, 'ac'],
      [{ size: [1, 3] }, 'ac'],
      [{ visible: [true, false] }, 'abd'],
      [{ name: [] }, ''],
      [{ name: { not: 'Vega' } }, 'bcd'],
      [{ name: { not: null } }, 'abc'],
      [{ size: { gt: 1, lte: 3 } }, 'bc'],
      [{ size: { gte: 2, lt: 4 } }, 'bc'],
      [{ visible: true }, 'ad'],
      [{ visible: false, size: 2 }, 'b'],
      [{ id: ['a', 'd'] }, 'ad'],
    ];
    for (const [where, expected] of cases) {
      expect([where, await ids({ where })]).toEqual([where, expected]);
      expect(await store.read((rows) => rows.count(stars, where))).toBe(expected.length);
    }
  });

  test.each(['nothing', '__proto__', 'constructor', 'a" OR 1=1 --'])('has no column %s', async (column) => {
    await insert(star('a'));
    await expect(list({ where: Object.fromEntries([[column, 'x']]) })).rejects.toThrow('declares no column');
    await expect(list({ sort: [[column, 'asc']] })).rejects.toThrow('declares no column');
  });

  test('sorts nulls first, ties by id', async () => {
    await insert(star('c', { size: 1 }), star('a', { size: 2 }), star('b'), star('d', { size: 1 }));
    expect(await ids({ sort: [['size', 'asc']] })).toBe('bcda');
    expect(await ids({ sort: [['size', 'desc']] })).toBe('adcb');
    expect(await ids({ sort: [['id', 'desc']] })).toBe('dcba');
  });

  test('pages by key: the pages together are the list, whatever the order', async () => {
    const text = fc.oneof(fc.constantFrom('a', 'b', 'B', 'ä', '', '\u0000'), fc.string({ maxLength: 3 }));
    const row = fc.record({ name: fc.option(text), size: fc.option(fc.integer({ min: -2, max: 2 })), visible: fc.option(fc.boolean()) });
    const key = fc.tuple(fc.constantFrom('name', 'size', 'visible', 'id'), fc.constantFrom('asc' as const, 'desc' as const));
    const sorts = fc.uniqueArray(key, { maxLength: 3, selector: ([column]) => column });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), sorts, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (rows, sort, limit, odd) => {
        await clear(store);
        await insert(...rows.map((fields, n) => star(String(n).padStart(2, '0'), fields)));
        const query: Query<Star> = { sort, ...(odd && { filter: ({ id }: Star) => Number(id) % 2 === 1 }) };
        const all = await list(query);
        expect(new Set(all.map(({ id }) => id)).size).toBe(odd ? Math.floor(rows.length / 2) : rows.length);
        expect(all).toEqual(all.toSorted((one, other) => compare(one, other, sort)));
        const paged: Star[] = [];
        for (;;) {
          const after = paged.at(-1);
          const page = await list({ ...query, limit, ...(after && { after }) });
          expect(page.length).toBeLessThanOrEqual(limit);
          paged.push(...page);
          if (page.length < limit) break;
        }
        expect(paged).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test('takes limits of any size', async () => {
    await insert(star('a'), star('b'));
    expect(await ids({ limit: 0 })).toBe('');
    expect(await ids({ limit: 1 })).toBe('a');
    expect(await ids({ limit: 1e300 })).toBe('ab');
    expect(await ids({ limit: 0, filter: () => true })).toBe('');
  });

  test('keeps nothing of a transaction that throws', async () => {
    await insert(star('a', { size: 1 }));
    const failing = store.transaction(async (rows) => {
      await rows.update(stars, star('a', { size: 2 }));
      await rows.insert(stars, star('b'));
      await rows.insert(collection<Star>('atlas_new'), star('n'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await list()).toEqual([star('a', { size: 1 })]);
    expect(await store.read((rows) => rows.count(collection('atlas_new')))).toBe(0);
  });

  test('runs what is left for after the commit, or after the rollback', async () => {
    const seen: string[] = [];
    await store.transaction(async (rows) => {
      rows.afterCommit(async () => void seen.push(await ids()));
      await rows.insert(stars, star('a'));
    });
    const failing = store.transaction(async (rows) => {
      rows.afterCommit(async () => void seen.push('never'));
      rows.afterRollback(async () => void seen.push('undone'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual(['a', 'undone']);
  });

  test('lets transactions wait for each other', async () => {
    await insert(star('a', { size: 0 }));
    const add = (): Promise<void> =>
      store.transaction(async (rows) => {
        const row = (await rows.get(stars, 'a')) as Star;
        await turn();
        await rows.update(stars, { ...row, size: (row.size ?? 0) + 1 });
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await list())[0]?.size).toBe(20);
  });

  test('shows readers only what is committed, also those under way', async () => {
    const seen: string[] = [];
    const ready = Promise.withResolvers<void>();
    const reading = store.read(async (rows) => {
      seen.push(`${(await rows.list(stars)).length}`);
      await ready.promise;
      seen.push(`${(await rows.list(stars)).length} ${await rows.count(stars)} ${(await rows.get(stars, 'a'))?.id}`);
    });
    const writing = store.transaction(async (rows) => {
      await rows.insert(stars, star('a'));
      ready.resolve();
      await turn();
      throw new Error('no');
    });
    await expect(writing).rejects.toThrow('no');
    await reading;
    expect(seen).toEqual(['0', '0 0 undefined']);
  });

  test('does not write outside a transaction', async () => {
    const writes: ((rows: Rows) => Promise<unknown>)[] = [
      (rows) => rows.insert(stars, star('a')),
      (rows) => rows.update(stars, star('a')),
      (rows) => rows.remove(stars, 'a'),
    ];
    for (const write of writes) await expect(store.read(write)).rejects.toThrow('outside a transaction');
  });

  test('counts changes per service, and again when they are undone', async () => {
    const changes = (): Promise<number> => store.read((rows) => rows.changes('atlas'));
    const before = await changes();
    await insert(star('a'));
    const after = await changes();
    expect(after).toBeGreaterThan(before);
    const seen: number[] = [];
    const failing = store.transaction(async (rows) => {
      await rows.insert(stars, star('b'));
      seen.push(await rows.changes('atlas'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).not.toContain(await changes());
    expect(await store.read((rows) => rows.changes('other'))).toBe(0);
  });

  test('gives all it holds, for another of its kind', async () => {
    await insert(star('a', { name: 'Vega' }));
    const again = reopen(await store.serialize());
    await insert(star('b'));
    expect(await again.read((rows) => rows.list(stars))).toEqual([star('a', { name: 'Vega' })]);
    await again.transaction((rows) => rows.insert(stars, star('c')));
    expect(await ids()).toBe('ab');
    await again.close();
  });

  test('gives a copy, and neither sees what the other writes then', async () => {
    await insert(star('a', { name: 'Vega', sky: 'north' }));
    const copy = await store.copy();
    await insert(star('b'));
    await copy.transaction(async (rows) => {
      await rows.update(stars, star('a', { name: 'Deneb', sky: 'north' }));
      await rows.insert(stars, star('c', { name: 'Vega', sky: 'north' }));
    });
    expect((await list()).map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Vega'],
      ['b', null],
    ]);
    expect((await copy.read((rows) => rows.list(stars))).map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Deneb'],
      ['c', 'Vega'],
    ]);
    const third = await copy.copy();
    await copy.close();
    expect(await third.read((rows) => rows.count(stars))).toBe(2);
    await third.close();
  });
});

const clear = (store: Store): Promise<void> =>
  store.transaction(async (rows) => {
    for (const { id } of await rows.list(stars)) await rows.remove(stars, id);
  });
