/** Order and pages of metadata definitions: there are so few that they are sorted here. `glance/db/sqlalchemy/api.py` (`paginate_query`) */
import { badRequest } from '../core/errors.ts';

/** Throws 400. */
export function directionOf(text: string | null): 'asc' | 'desc' {
  const direction = text ?? 'desc';
  if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Invalid sort direction: ${direction}`);
  return direction;
}

interface Order<Row> {
  keys: readonly string[];
  key: string;
  direction: 'asc' | 'desc';
  /** Only what comes after it. */
  marker: Row | undefined;
  limit: number;
}
/**
 * A page of rows.
 * @param rows in the order of their creation, which settles what the key leaves open
 */
export function page<Row extends object>(rows: readonly Row[], { keys, key, direction, marker, limit }: Order<Row>): Row[] {
  if (!keys.includes(key)) throw badRequest('Sort key supplied was not valid.');
  const value = (row: Row): string | number => {
    const found = (row as Record<string, unknown>)[key];
    return typeof found === 'string' ? found.toLowerCase() : Number(found ?? -1);
  };
  const ascending = rows.toSorted((a, b) => (value(a) === value(b) ? 0 : value(a) < value(b) ? -1 : 1));
  const sorted = direction === 'asc' ? ascending : ascending.toReversed();
  const start = marker ? sorted.findIndex((row) => isSame(row, marker)) + 1 : 0;
  return sorted.slice(start, start + limit);
}
const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
