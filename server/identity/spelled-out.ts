/**
 * Schemas whose violations Keystone words as Python's jsonschema prints them: with the schema and the value.
 * `keystone/auth/schema.py`, `keystone/identity/schema.py`, `keystone/resource/schema.py`
 */
import type { Violation } from '../core/dialect.ts';
import { type JsonSchema, printed } from '../core/json-schema.ts';

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
const POLICY = { type: 'object', properties: { blob: text, type: { type: 'string', maxLength: 255 } } };
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
  '/policies': ['policy', { ...POLICY, required: ['blob', 'type'], additionalProperties: true }],
  '/policies/{policy_id}': ['policy', { ...POLICY, minProperties: 1, additionalProperties: true }],
};

/** @param violation its path starts at the schema's value */
export function spelledOut(schema: JsonSchema, { path, value, message, keyword }: Violation): string {
  let part = schema;
  const schemaPath: (string | number)[] = [];
  for (const key of path) {
    schemaPath.push(...(typeof key === 'number' ? ['items'] : ['properties', key]));
    part = (typeof key === 'number' ? part.items : part.properties?.[key]) ?? {};
  }
  const text = printed({ message, schema: part, schemaPath: [...schemaPath, keyword], value, path });
  return path.length ? `Invalid input for field '${path.join('/')}': ${text}` : text;
}
