/** What a recorded cloud called otherwise: ids and secrets, learned where they stand in the same place of both answers. */
type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const ID = /\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|(?:req|r)-[0-9a-z-]{8,36}|fa:16:3e(?::[0-9a-f]{2}){3})\b|[\w-]{60,}/g;

export class Twins {
  #known = new Map<string, string>();

  learn(theirs: unknown, ours: unknown, key = ''): void {
    if (typeof theirs === 'string' && typeof ours === 'string') this.#pair(theirs, ours, key);
    else if (Array.isArray(theirs) && Array.isArray(ours)) for (const [item, twin] of twinsOf(theirs, ours)) this.learn(item, twin);
    else if (isObject(theirs) && isObject(ours)) for (const [member, value] of Object.entries(theirs)) this.learn(value, ours[member], member);
  }
  #pair(theirs: string, ours: string, key: string): void {
    if (key === 'secret') this.#known.set(theirs, ours);
    const [ids, own] = [theirs.match(ID) ?? [], ours.match(ID) ?? []];
    if (ids.length === own.length) for (const [n, id] of ids.entries()) if (!this.#known.has(id)) this.#known.set(id, own[n] ?? id);
  }
  translate(text: string): string {
    return text.replaceAll(ID, (id) => this.#known.get(id) ?? id);
  }
}

/** Things of one name and type, where there is one on each side; of two lists of one, the only ones. */
function twinsOf(theirs: readonly unknown[], ours: readonly unknown[]): (readonly [unknown, unknown])[] {
  if (theirs.length === 1 && ours.length === 1) return [[theirs[0], ours[0]]];
  const called = (item: unknown): string | undefined =>
    isObject(item) && typeof item['name'] === 'string' ? `${String(item['type'])} ${item['name']}` : undefined;
  return theirs.flatMap((item) => {
    const [twin, ...more] = called(item) === undefined ? [] : ours.filter((other) => called(other) === called(item));
    return twin === undefined || more.length ? [] : [[item, twin] as const];
  });
}
