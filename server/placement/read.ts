/** Bodies and queries, read where Placement reads them: after the rights, and mostly after the look-up. `placement/util.py` (`extract_json`, `validate_query_params`) */
import type { Microversion } from '../../contracts/microversion.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { type JsonSchema, violation } from '../core/json-schema.ts';
import { refused } from './faults.ts';
import { jsonError } from './json-error.ts';

type Versioned = (version: Microversion) => JsonSchema;
const HYPHENATED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The body, which came as text. Throws 400. */
export function bodyOf<Body>({ body, version }: Pick<Context, 'version'> & { body: Body }, schema: Versioned): Body {
  const text = String(body);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused(`Malformed JSON: ${jsonError(text)}`);
  }
  check(schema(version), value);
  return value as Body;
}
/** Throws 400 in jsonschema's words. */
export function check(schema: JsonSchema, value: unknown): void {
  const text = violation(schema, value, { uuid: isUuidLike });
  if (text !== undefined) throw refused(`JSON does not validate: ${text}`);
}

/** A query in the order in which it came; keys may come several times. */
export class Query {
  #pairs: URLSearchParams;
  constructor(path: string) {
    this.#pairs = new URLSearchParams(path.split('?').slice(1).join('?'));
  }
  /** The last value. */
  get(key: string): string | undefined {
    return this.#pairs.getAll(key).at(-1);
  }
  all(key: string): string[] {
    return this.#pairs.getAll(key);
  }
  pairs(): [key: string, value: string][] {
    return [...this.#pairs];
  }
}
/** Throws 400. */
export function queryOf({ path, version }: Context, schema: Versioned): Query {
  const query = new Query(path);
  const text = violation(schema(version), Object.fromEntries(query.pairs()), { uuid: (id) => HYPHENATED.test(id) });
  if (text !== undefined) throw refused(`Invalid query string parameters: ${text}`);
  return query;
}
