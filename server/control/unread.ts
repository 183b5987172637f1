/** What was sent and nothing read: members that no schema of the operation knows and that did not come back in the answer either. */
import { z } from 'zod';
import { at } from '../../contracts/microversion.ts';
import type { Microversion } from '../../contracts/microversion.ts';
import { operationOf } from '../../contracts/operation-id.ts';
import { type Recorded, parsed } from '../core/journal.ts';

/** JSON pointers into the body, `?name` for parts of the query. */
export function unread({ operation, body, url, microversion = '1.0', answer, status }: Recorded): string[] {
  const row = operation === undefined ? undefined : operationOf(operation);
  if (!row || status >= 400) return [];
  const back = (key: string): boolean => answer?.includes(`${JSON.stringify(key)}:`) ?? false;
  const schema = (type: z.ZodType): z.ZodType[] => shapes(at(type, microversion as Microversion));
  const query = Object.fromEntries([...new URL(url).searchParams.keys()].map((key) => [key, '']));
  return [
    ...(row.body ? unknownIn(parsed(body), schema(row.body), '').filter(({ key }) => !back(key)) : []).map(({ pointer }) => pointer),
    // where a table names no query, the service looks at none
    ...(row.query ? unknownIn(query, schema(row.query), '') : Object.keys(query).map((key) => ({ key, pointer: `/${key}` }))).map(({ key }) => `?${key}`),
  ];
}

interface Unknown {
  key: string;
  pointer: string;
}
function unknownIn(value: unknown, types: readonly z.ZodType[], pointer: string): Unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const items = types.flatMap((type) => (type instanceof z.ZodArray ? shapes(type.element as z.ZodType) : []));
    return value.flatMap((item, n) => unknownIn(item, items, `${pointer}/${n}`));
  }
  // only an object that lists its members tells what it does not know
  if (!types.length || !types.every((type) => type instanceof z.ZodObject)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const members = types.flatMap(({ shape }) => (Object.hasOwn(shape, key) ? [shape[key] as z.ZodType] : []));
    return members.length ? unknownIn(member, members.flatMap(shapes), place) : [{ key, pointer: place }];
  });
}

/** The types that a value may have, without what is wrapped around them. */
function shapes(type: z.ZodType): z.ZodType[] {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable || type instanceof z.ZodDefault) return shapes(type.unwrap() as z.ZodType);
  if (type instanceof z.ZodUnion) return (type.options as z.ZodType[]).flatMap(shapes);
  if (type instanceof z.ZodPipe) return shapes(type.in as z.ZodType);
  if (type instanceof z.ZodLazy) return shapes(type.unwrap() as z.ZodType);
  return [type];
}
