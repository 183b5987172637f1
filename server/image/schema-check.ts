/** Checks what is sent against the schemas of Glance's documents. `glance/schema.py` (`validate`) */
import { badRequest } from '../core/errors.ts';
import { type JsonSchema, violation } from '../core/json-schema.ts';

export type Schema = JsonSchema & { readonly name?: string };

/** Throws 400 in Glance's words. */
export function checkSchema(schema: Schema, value: unknown): void {
  const text = violation(schema, value);
  if (text !== undefined) throw badRequest(`Provided object does not match schema '${schema.name}': ${text}`);
}
