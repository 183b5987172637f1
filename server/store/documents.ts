/** Copies of documents, as a round trip through JSON gives them, without the text in between. */

/** A copy that its owner may change. */
export function copy<T>(document: T): T {
  if (typeof document !== 'object' || document === null) return document;
  if (Array.isArray(document)) return document.map(copy) as T;
  const made = { ...document };
  for (const key in made) {
    const field: unknown = made[key];
    if (typeof field === 'object' && field !== null) made[key] = copy(field) as (typeof made)[typeof key];
  }
  return made;
}

/** A copy to keep, that nobody can change: what JSON has no word for is left out. */
export function keepable<T>(document: T): T {
  if (typeof document !== 'object' || document === null) return document;
  if (Array.isArray(document)) return Object.freeze(document.map((item: unknown) => (item === undefined ? null : keepable(item)))) as T;
  const made: T & object = hasBlank(document)
    ? (Object.fromEntries(Object.entries(document).filter(([, field]) => field !== undefined)) as T & object)
    : { ...document };
  for (const key in made) {
    const field: unknown = made[key];
    if (typeof field === 'object' && field !== null) made[key] = keepable(field) as (typeof made)[typeof key];
  }
  return Object.freeze(made);
}
function hasBlank(document: object): boolean {
  for (const key in document) if ((document as Record<string, unknown>)[key] === undefined) return true;
  return false;
}
