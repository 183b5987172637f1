/** `limit` and `marker` as Nova reads them. `nova/api/openstack/common.py: get_limit_and_marker` */

/** Nova's `[api] max_limit`. */
export const MAX_LIMIT = 1000;

/** How many rows a page has at most: the last `limit` that was sent counts. */
export const limitOf = (query: { limit?: readonly number[] | undefined }): number => Math.min(query.limit?.at(-1) ?? MAX_LIMIT, MAX_LIMIT);
/** A page by its place among all. */
export interface Page {
  limit?: readonly number[] | undefined;
  offset?: readonly number[] | undefined;
}
/** A limit of 0 is none. `nova/api/openstack/common.py: limited` */
export function limited<T>(all: readonly T[], { limit, offset }: Page): T[] {
  const start = offset?.at(-1) ?? 0;
  return all.slice(start, start + Math.min(limit?.at(-1) || MAX_LIMIT, MAX_LIMIT));
}
