/**
 * What is sent of metadata definitions, as Glance's models read it. `glance/api/v2/model/metadef_*.py`, `wsme/rest/json.py`
 * Where upstream's models stumble over what its schemas let pass (a 500), the answer is a 400 in their words.
 */
import { badRequest, forbidden } from '../core/errors.ts';
import { str } from '../core/python.ts';
import { type Schema, checkSchema } from './schema-check.ts';
import type { Association, MetadefObject, Property } from './metadef-rows.ts';

type Body = Record<string, unknown>;

/** Throws 403 on what only Glance sets, 400 on what the schema does not take. */
export function checkedBody(body: unknown, schema: Schema, readOnly: readonly string[] = ['created_at', 'updated_at']): Body {
  if (Array.isArray(body)) throw badRequest('Unexpected body type. Expected dict.');
  const set = readOnly.find((key) => Object.hasOwn(body as Body, key));
  if (set) throw forbidden(`Attribute '${set}' is read-only.`);
  checkSchema(schema, body);
  return body as Body;
}
export const LINKED = ['self', 'schema', 'created_at', 'updated_at'];

const complaint = (field: string, value: unknown, sentence: string): Error =>
  badRequest(`Invalid input for field/attribute ${field}. Value: '${str(value)}'. ${sentence}`);
const PYTHON: Record<string, string> = { number: 'int', boolean: 'bool', object: 'dict' };
function texts(field: string, values: unknown): string[] {
  const wrong = (values as unknown[]).find((value) => typeof value !== 'string');
  if (wrong !== undefined) throw complaint(field, wrong, `Wrong type. Expected '<class 'str'>', got '<class '${PYTHON[typeof wrong]}'>'`);
  return values as string[];
}
/** Throws 400 where a member that has to be there is not. */
export function named(body: Body, field = 'name'): string {
  if (body[field] === undefined) throw complaint(field, null, 'Mandatory field missing.');
  return String(body[field]);
}

const INTEGERS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];
const PLAIN = ['name', 'type', 'title', 'description', 'readonly', 'pattern', 'uniqueItems', 'additionalItems'];

/** A property as it is kept: whole numbers, and a default in words. Throws 400. */
export function propertyOf(body: Body): Property {
  const property: Body = {};
  for (const [key, value] of Object.entries(body)) {
    if (PLAIN.includes(key)) property[key] = value;
    else if (INTEGERS.includes(key)) property[key] = Math.trunc(value as number);
    else if (key === 'default') property[key] = ['string', 'number', 'boolean'].includes(typeof value) ? str(value) : null;
    else if (key === 'enum' || key === 'operators') property[key] = texts(key, value);
    else if (key === 'items') property[key] = itemsOf(value as Body);
    else throw badRequest(`Unknown attribute: ${key}`);
  }
  return property as Property;
}
function itemsOf(body: Body): Body {
  const type = named(body, 'type');
  return body['enum'] === undefined ? { type } : { type, enum: texts('enum', body['enum']) };
}
export const propertiesOf = (body: Body = {}): Record<string, Property> =>
  Object.fromEntries(Object.entries(body).map(([name, schema]) => [name, propertyOf(schema as Body)]));

type Untimed<T> = Omit<T, 'created_at' | 'updated_at'>;
export const objectOf = (body: Body): Untimed<MetadefObject> => ({
  name: named(body),
  required: (body['required'] as string[] | undefined) ?? [],
  description: body['description'] as string | undefined,
  properties: propertiesOf(body['properties'] as Body | undefined),
});
export const associationOf = (body: Body): Untimed<Association> => ({
  name: named(body),
  prefix: body['prefix'] as string | undefined,
  properties_target: body['properties_target'] as string | undefined,
});
