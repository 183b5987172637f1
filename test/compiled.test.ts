/** Schemas that are used often are compiled: what they say stays the same. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { editions, services, tables } from '../contracts/index.ts';
import { type Microversion, at, within } from '../contracts/microversion.ts';
import type { Operation } from '../contracts/operation.ts';
import { check, encode } from '../server/http/compiled.ts';
import { sample, spoilt } from './hostile/sample.ts';
import { values } from './hostile/values.ts';

const MANY = 1000;
const repeated = <T>(work: () => T): [first: T, last: T] => {
  const first = work();
  let last = first;
  for (let n = 0; n < MANY; n++) last = work();
  return [first, last];
};

const Server = z.strictObject({ name: z.string().min(1), tags: z.array(z.string()).default([]), port: z.string().transform(Number).optional() });

test('a body is read as before, defaults and all', () => {
  const [first, last] = repeated(() => check(Server, { name: 'one', port: '80' }));
  expect(first).toEqual({ success: true, data: { name: 'one', tags: [], port: 80 } });
  expect(last).toEqual(first);
});

test('a body is refused with the same complaints', () => {
  const [first, last] = repeated(() => check(Server, { name: '', tags: [1], other: true }).error?.issues);
  expect(first).toHaveLength(3);
  expect(last).toEqual(first);
});

test('an answer is written as before: fields it does not have are left out', () => {
  const Shown = z.object({ id: z.string(), links: z.array(z.object({ rel: z.string() })), fault: z.string().optional() });
  const [first, last] = repeated(() => JSON.stringify(encode(Shown, { links: [{ rel: 'self', more: 1 }], secret: 's', id: 'a', fault: undefined })));
  expect(first).toBe('{"id":"a","links":[{"rel":"self"}]}');
  expect(last).toBe(first);
});

test('what is another thing on the wire is written so, however deep it is', () => {
  const swap = z.codec(z.union([z.literal(''), z.int()]), z.int(), { decode: (wire) => wire || 0, encode: (number) => number || ('' as const) });
  type Tree = { swap: number; children: Tree[] };
  const Node: z.ZodType<Tree> = z.object({ swap, children: z.array(z.lazy(() => Node)) });
  const [first, last] = repeated(() => encode(z.object({ flavor: Node }), { flavor: { swap: 1, children: [{ swap: 0, children: [] }] } }));
  expect(first).toEqual({ flavor: { swap: 1, children: [{ swap: '', children: [] }] } });
  expect(last).toEqual(first);
  const kept = z.object({ flavor: z.record(z.string(), swap) });
  const [one, other] = repeated(() => encode(kept, { flavor: { a: 0 } }));
  expect(one).toEqual({ flavor: { a: '' } });
  expect(other).toEqual(one);
});

test('an answer that is none of the schema is a mistake of ours, then as now', () => {
  const Shown = z.object({ id: z.string() });
  repeated(() => encode(Shown, { id: 'a' }));
  expect(() => encode(Shown, { id: 1 })).toThrow(z.ZodError);
});

/** What zod says of a value, whole. */
const said = (schema: z.ZodType, value: unknown): unknown => {
  const { success, data, error } = schema.safeParse(value);
  return success ? { data } : { issues: error.issues };
};

describe('every row of', () => {
  const all = Object.entries(services).map(([type, service]) => [type, service, Object.values(tables[type as keyof typeof tables])] as const);
  const former = editions.map(({ service, tables: own }) => [`${service.type} ${service.root}`, service, Object.values(own)] as const);
  test.each([...all, ...former])('%s reads and writes the same', (_name, service, resources) => {
    const version: Microversion = service.versions?.max ?? '1.0';
    let turn = 0;
    const spoil = (): unknown => values[turn++ % values.length];
    for (const row of resources.flatMap((table) => Object.values(table as Record<string, Operation>))) {
      const current = within(version, row) ? version : (row.until ?? version);
      for (const schema of [row.body, row.query, row.returns].filter((one) => one !== undefined).map((one) => at(one, current))) {
        const compiled = z.compile(schema);
        const given = sample(schema);
        for (const value of [given, sample(schema, { spare: true }), ...spoilt(given, spoil)]) expect(said(compiled, value)).toEqual(said(schema, value));
      }
    }
  });
});
