/** Compares an answer with one that a document prints: values as they are, ids, times, hosts and tokens by their shape. */

/** Where the services of today answer otherwise than those of the document. */
export interface Deviation {
  /** `server.image.links`; `*` stands for any one step. */
  at: string;
  /** What is there today; absent when the member is gone. */
  now?: unknown;
  reason: string;
}

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/https?:\/\/[^/\s"]+/g, '<host>'],
  [/\bgAAAA[\w-]{100,}(?:=|%3D)*/g, '<token>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b[0-9a-f]{128}\b/g, '<sha512>'],
  [/\b[0-9a-f]{56}\b/g, '<sha224>'],
  [/\b[0-9a-f]{32}\b/g, '<hex>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?(?=Z|"|$)/g, '<time>'],
];
/** What is left of a text when what differs from cloud to cloud is taken out. */
const shape = (text: string): string => SHAPES.reduce((rest, [pattern, name]) => rest.replaceAll(pattern, name), text);

/** Sentences on what differs; none when the answer is like the document's but for the deviations, all of which have to occur. */
export function differences(document: unknown, answer: unknown, deviations: readonly Deviation[] = []): string[] {
  const used = new Set<Deviation>();
  const found: string[] = [];
  const compare = (expected: unknown, actual: unknown, path: readonly string[]): void => {
    const deviation = deviations.find(({ at }) => matches(at.split('.'), path));
    if (deviation) {
      used.add(deviation);
      walk(deviation.now, actual, path);
    } else walk(expected, actual, path);
  };
  const walk = (expected: unknown, actual: unknown, path: readonly string[]): void => {
    if (isBranch(expected) && isBranch(actual) && Array.isArray(expected) === Array.isArray(actual)) {
      for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) compare(expected[key], actual[key], [...path, key]);
    } else if (written(expected) !== written(actual)) found.push(`${path.join('.')}: ${written(expected)} in the document, ${written(actual)} here`);
  };
  compare(document, answer, []);
  const idle = deviations.filter((deviation) => !used.has(deviation));
  return [...found, ...idle.map(({ at, reason }) => `${at}: no longer deviates (${reason})`)];
}
const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const written = (value: unknown): string => (value === undefined ? 'nothing' : shape(JSON.stringify(value)));
const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((step, n) => step === '*' || step === path[n]);

/** The entries of a list that the document's list names, in the order of the answer. */
export function named<T extends { name?: unknown }>(entries: readonly T[], document: readonly { name: string }[]): T[] {
  const names = new Set<unknown>(document.map(({ name }) => name));
  return entries.filter(({ name }) => names.has(name));
}
