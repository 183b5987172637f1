/** Lists through an index are those that looking through every row gives, in every engine. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Query, type Store, collection } from '../server/core/store.ts';
import { MemoryStore } from '../server/store/memory.ts';
import { SqliteStore } from '../server/store/sqlite.ts';
import { compare } from './store-order.ts';

interface Sized {
  id: string;
  name: string | null;
  size: number | null;
  visible: boolean | null;
}
const indexed = collection<Sized>(
  'atlas_indexed',
  { name: 'text', size: 'integer', visible: 'boolean' },
  [],
  [['name', 'size'], ['visible', 'size'], ['size']],
);

/** Ends a transaction with what was found in it, so that nothing of it stays. */
class Found extends Error {
  rows: Sized[];
  count: number;
  constructor(rows: Sized[], count: number) {
    super('found');
    this.rows = rows;
    this.count = count;
  }
}

const name = fc.constantFrom('n', 's');
const row = fc.record({ name, size: fc.option(fc.integer({ min: 0, max: 3 })), visible: fc.option(fc.boolean()) });
const where = fc.record({
  name: fc.option(name, { nil: undefined }),
  size: fc.constantFrom(0, 1, null, undefined),
  visible: fc.constantFrom(true, null, undefined),
});
const sort = fc.constantFrom<Query<Sized>['sort']>([], [['size', 'asc']], [['size', 'desc']], [['id', 'desc']], [['visible', 'asc']]);

test.each([
  ['memory', (): Store => new MemoryStore()],
  ['SQLite', (): Store => new SqliteStore()],
])('the store in %s', async (_engine, open) => {
  const store = open();
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 40, maxLength: 60 }), where, sort, fc.option(fc.nat({ max: 59 })), async (fields, conditions, order, from) => {
      const rows = fields.map((one, n) => ({ id: String(n).padStart(2, '0'), ...one }));
      const after = from === null ? undefined : rows[from];
      const query: Query<Sized> = { where: conditions, ...(order && { sort: order }), limit: 9, ...(after && { after }) };
      const found: unknown = await store
        .transaction(async (tx) => {
          for (const one of rows) await tx.insert(indexed, { ...one, size: 9 });
          // the index is there from now on
          await tx.list(indexed, query);
          for (const one of rows.toSorted((a, b) => Number(a.id.at(-1)) - Number(b.id.at(-1)))) await tx.update(indexed, one);
          throw new Found(await tx.list(indexed, query), await tx.count(indexed, conditions));
        })
        .catch((error: unknown) => error);
      const matching = rows.filter((one) => Object.entries(conditions).every(([key, value]) => value === undefined || one[key as 'name'] === value));
      const sorted = matching.toSorted((a, b) => compare(a, b, order));
      const beyond = after ? sorted.filter((one) => compare(one, after, order) > 0) : sorted;
      expect(found).toMatchObject({ rows: beyond.slice(0, 9), count: matching.length });
      expect(await store.read((reading) => reading.count(indexed))).toBe(0);
    }),
    { numRuns: 60 },
  );
  await store.close();
});
