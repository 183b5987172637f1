/** Rights as data: for a rule the lowest rank that may, and a request that asks for it. */
import type { Rank } from '../ranks.ts';

export interface Right {
  /** Upstream's, whole. */
  rule: string;
  from: Rank;
  method: string;
  /** With `{server}`, `{project}`, `{user}` and `{nowhere}` to be filled in. */
  path: string;
  body?: unknown;
  version?: string;
  /** The rule that those below meet first. */
  refusedBy?: string;
}
/** The rule below `os_compute_api:`, or whole; `ACT` is a `POST .../action`. */
export type Row = readonly [rule: string, request: string, body?: unknown, version?: string, refusedBy?: string];
export type Rows = Partial<Record<Rank, readonly Row[]>>;

export const NOWHERE = '00000000-0000-0000-0000-000000000000';

const whole = (rule: string): string => (/^(compute|network):/.test(rule) ? rule : `os_compute_api:${rule}`);
function right(from: Rank, [rule, request, body, version, refusedBy]: Row): Right {
  const [verb = '', path = ''] = request.split(' ');
  const where = verb === 'ACT' ? { method: 'POST', path: `${path}/action` } : { method: verb, path };
  return {
    rule: whole(rule),
    from,
    ...where,
    ...(body !== undefined && { body }),
    ...(version !== undefined && { version }),
    ...(refusedBy !== undefined && { refusedBy: whole(refusedBy) }),
  };
}
export const rightsOf = (rows: Rows): readonly Right[] =>
  (Object.entries(rows) as [Rank, readonly Row[]][]).flatMap(([from, list]) => list.map((row) => right(from, row)));

/** The path with what it is about. */
export const filled = ({ path }: Right, about: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'nowhere' ? NOWHERE : (about[name] ?? '')));
export const refusalOf = ({ rule, refusedBy = rule }: Right): string => `Policy doesn't allow ${refusedBy} to be performed.`;
