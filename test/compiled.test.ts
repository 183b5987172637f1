/** Schemas that are used often are compiled: what they say stays the same. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { check, encode } from '../server/http/compiled.ts';

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
