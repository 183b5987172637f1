/** Patches in the two media types that Glance knows, from drafts 4 and 10 of JSON patch. `glance/api/v2/images.py`, RequestDeserializer */
import { documents } from '../../contracts/image/schemas.ts';
import { badRequest, forbidden } from '../core/errors.ts';
import { str } from '../core/python.ts';
import { mediaTypeOf } from './dialect.ts';
import { isReserved } from './new-image.ts';
import { checkSchema } from './schema-check.ts';

type Op = 'add' | 'remove' | 'replace';
export interface Change {
  op: Op;
  path: readonly string[];
  value: unknown;
  /** The old media type is stricter. */
  draft: 4 | 10;
}
const OPS: readonly Op[] = ['add', 'remove', 'replace'];
const READ_ONLY = [
  'created_at',
  'updated_at',
  'status',
  'checksum',
  'size',
  'virtual_size',
  'direct_url',
  'self',
  'file',
  'schema',
  'id',
  'os_hash_algo',
  'os_hash_value',
];
/** How deep a path may be where it is not 1. */
const DEPTHS: Record<string, Partial<Record<Op, number>>> = { locations: { add: 2, remove: 2, replace: 1 } };

/** Throws 400 or 403 on a patch that no image can take. */
export function parsePatch(body: unknown, contentType: string | undefined): Change[] {
  const draft = mediaTypeOf(contentType) === 'application/openstack-images-v2.0-json-patch' ? 4 : 10;
  if (!Array.isArray(body)) throw badRequest('Request body must be a JSON array of operation objects.');
  return body.map((raw: unknown) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw badRequest('Operations must be JSON objects.');
    return parse(raw as Record<string, unknown>, draft);
  });
}

function parse(raw: Record<string, unknown>, draft: 4 | 10): Change {
  const op = draft === 10 ? named(raw['op']) : keyed(raw);
  const pointer = draft === 10 ? raw['path'] : raw[op];
  if (pointer === undefined) throw badRequest(`Unable to find 'path' in JSON Schema change`);
  const path = decode(str(pointer));
  if (path.length !== (DEPTHS[path[0] ?? '']?.[op] ?? 1)) throw badRequest(`Invalid JSON pointer for this resource: '/${path.join('/')}'`);
  if (op !== 'remove' && !('value' in raw)) throw badRequest(`Operation "${op}" requires a member named "value".`);
  const change = { op, path, value: raw['value'], draft };
  check(change);
  return change;
}
function named(op: unknown): Op {
  const known = `It must be one of the following: ${OPS.join(', ')}.`;
  if (op === undefined || op === null) throw badRequest(`Unable to find \`op\` in JSON Schema change. ${known}`);
  if (!OPS.includes(op as Op)) throw badRequest(`Invalid operation: \`${str(op)}\`. ${known}`);
  return op as Op;
}
function keyed(raw: Record<string, unknown>): Op {
  const [op, ...more] = OPS.filter((name) => name in raw);
  if (more.length) throw badRequest('Operation objects must contain only one member named "add", "remove", or "replace".');
  if (!op) throw badRequest('Operation objects must contain exactly one member named "add", "remove", or "replace".');
  return op;
}

function decode(pointer: string): string[] {
  const wrong = (what: string): Error => badRequest(`Pointer \`${pointer}\` ${what}`);
  if (!pointer.startsWith('/')) throw wrong('does not start with "/".');
  if (/\/\s*?\//.test(pointer.slice(1))) throw wrong('contains adjacent "/".');
  if (pointer.length > 1 && pointer.endsWith('/')) throw wrong('end with "/".');
  if (/~[^01]/.test(pointer) || pointer.endsWith('~')) throw wrong('contains "~" not part of a recognized escape sequence.');
  return pointer
    .replace(/^\/+/, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~').trim());
}

function check({ op, path: [name = '', ...deeper], value }: Change): void {
  if (READ_ONLY.includes(name)) throw forbidden(`Attribute '${name}' is read-only.`);
  if (isReserved(name)) throw forbidden(`Attribute '${name}' is reserved.`);
  if (op !== 'remove') checkSchema(documents.image, { [name]: deeper.length ? [value] : value });
}
