/** The query string as its schema expects it: lists where the schema has lists, single values elsewhere. */
import { z } from 'zod';

/** A key that came several times but may come once stays a list, so that the schema complains of it. */
export function readQuery(url: string, schema: z.ZodType): Record<string, string | string[]> {
  const start = url.indexOf('?');
  const query: Record<string, string | string[]> = {};
  if (start === -1) return query;
  const search = new URLSearchParams(url.slice(start + 1));
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key);
    query[key] = isList(shape[key]) || values.length > 1 ? values : (values[0] ?? '');
  }
  return query;
}
function isList(schema: z.ZodType | undefined): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return isList(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodArray;
}
