/** Does a request match what a fault, or a question to the journal, says of it? */
import type { Match } from '../../contracts/control/matching.ts';
import { type Fields, field } from './fields.ts';
import type { Caller } from './policy.ts';

/** What can be told of a request. */
export interface Subject {
  /** `compute.servers.create`; undefined where no row is for it. */
  operation: string | undefined;
  project?: { id: string | undefined; name: string | undefined };
  user?: { id: string; name: string };
  header: (name: string) => string | undefined;
  body: () => unknown;
}
export interface Told {
  operation: string | undefined;
  caller: Caller;
  headers: Fields;
}
/** @param body reads it, which few questions need */
export const subjectOf = ({ operation, caller, headers }: Told, body: () => unknown): Subject => ({
  operation,
  project: { id: caller.project_id, name: caller.project_name },
  user: { id: caller.user_id, name: caller.user_name },
  header: (name) => field(headers, name),
  body,
});

/** Everything that is said has to hold; what says nothing holds for every request. */
export const matches = ({ operation, project, user, name, headers, body }: Match, subject: Subject): boolean =>
  (operation === undefined || named(operation, subject.operation)) &&
  (project === undefined || subject.project?.id === project || subject.project?.name === project) &&
  (user === undefined || subject.user?.id === user || subject.user?.name === user) &&
  (name === undefined || nameIn(subject.body()) === name) &&
  Object.entries(headers ?? {}).every(([header, value]) => subject.header(header.toLowerCase()) === value) &&
  Object.entries(body ?? {}).every(([pointer, value]) => equal(at(subject.body(), pointer), value));

/** Is it this operation, or one of these: `compute.*`? */
export const named = (pattern: string, operation: string | undefined): boolean =>
  operation !== undefined && (pattern.endsWith('*') ? operation.startsWith(pattern.slice(0, -1)) : operation === pattern);

function nameIn(body: unknown): unknown {
  const [only, ...others] = isObject(body) ? Object.values(body) : [];
  const inside = isObject(only) && !others.length ? only : body;
  return isObject(inside) && Object.hasOwn(inside, 'name') ? inside['name'] : undefined;
}

/** What a JSON pointer points at. RFC 6901 */
function at(document: unknown, pointer: string): unknown {
  let found = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!(isObject(found) || Array.isArray(found)) || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Equal as JSON, whatever the order of keys. */
function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, n) => equal(item, other[n]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]));
}
