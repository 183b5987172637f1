/**
 * Schemas whose violations Keystone words as Python's jsonschema prints them: with the schema and the value.
 * `keystone/auth/schema.py`, `keystone/identity/schema.py`, `keystone/resource/schema.py`
 */
import type { Violation } from '../core/dialect.ts';
import { pformat } from '../core/pformat.ts';
import { repr } from '../core/python.ts';

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  [keyword: string]: unknown;
}
const text = { type: 'string' };
const reference = { id: text, name: text };
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({ type: 'object', properties });
const domain = object(reference);

const AUTH: JsonSchema = {
  ...object({
    identity: {
      ...object({
        methods: { type: 'array', items: text },
        password: object({ user: object({ ...reference, password: text, domain }) }),
        token: { ...object({ id: text }), required: ['id'] },
      }),
      required: ['methods'],
    },
    scope: {
      type: ['object', 'string'],
      properties: {
        project: object({ name: text, id: text, domain }),
        domain,
        'OS-TRUST:trust': object({ id: text }),
        system: object({ all: { type: 'boolean', enum: [true, false, null] } }),
      },
    },
  }),
  required: ['identity'],
};
const PASSWORDS: JsonSchema = {
  ...object({ original_password: text, password: text }),
  required: ['original_password', 'password'],
  additionalProperties: false,
};
export const TAG: JsonSchema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^,/]*$' };
export const TAGS: JsonSchema = { type: 'array', items: TAG, required: [], maxItems: 80, uniqueItems: true };

/** Path of a row > the key of its body that is checked so, and its schema. */
export const SPELLED: Record<string, readonly [key: string, schema: JsonSchema]> = {
  '/auth/tokens': ['auth', AUTH],
  '/users/{user_id}/password': ['user', PASSWORDS],
};

/** `str(jsonschema.ValidationError)`, after what Keystone puts in front. @param violation its path starts at the schema's value */
export function spelledOut(schema: JsonSchema, { path, value, message, keyword }: Violation): string {
  let part: JsonSchema | undefined = schema;
  const way: (string | number)[] = [];
  for (const key of path) {
    way.push(...(typeof key === 'number' ? ['items'] : ['properties', key]));
    part = typeof key === 'number' ? part?.items : part?.properties?.[key];
  }
  const body = [
    message,
    '',
    `Failed validating ${repr(keyword)} in schema${indices(way)}:`,
    indented(pformat(part ?? {}, 72)),
    '',
    `On instance${indices(path)}:`,
    indented(pformat(value, 72)),
  ].join('\n');
  return path.length ? `Invalid input for field '${path.join('/')}': ${body}` : body;
}
const indices = (keys: readonly (string | number)[]): string => keys.map((key) => `[${repr(key)}]`).join('');
const indented = (lines: string): string => lines.replaceAll(/^(?=.)/gm, '    ');
