/** What is known of a run: ids, tokens and places that differ from cloud to cloud. */
import type { Answer } from './play.ts';

export class Variables {
  #values = new Map<string, string>();

  keep(name: string, value: unknown): void {
    if (value !== undefined && value !== null) this.#values.set(name, String(value));
  }
  get(name: string): string | undefined {
    return this.#values.get(name);
  }
  /** Puts values for `{names}`; what is unknown stays, so that it is seen. */
  fill(text: string): string {
    return text.replaceAll(/\{([a-z][\w:.-]*)\}/g, (whole, name: string) => this.#values.get(name) ?? whole);
  }
  /** Puts names for values: the longest first, so that no value hides within another. */
  empty(text: string): string {
    let result = text;
    for (const [name, value] of this.#known()) result = result.replaceAll(value, `{${name}}`);
    return result;
  }
  #known(): [string, string][] {
    // hosts have one name for all
    return [...this.#values].filter(([name, value]) => value.length >= 8 && !name.startsWith('host-')).toSorted(([, a], [, b]) => b.length - a.length);
  }
}

/** `server.id`, `networks[name=int-net].id`, `images[0].id`, `#location` for a header, `#location/` for the last part of one. */
export function valueAt(answer: Answer, path: string): unknown {
  if (path.endsWith('/')) return answer.headers[path.slice(1, -1)]?.split('/').at(-1);
  if (path.startsWith('#')) return answer.headers[path.slice(1)];
  let value: unknown = answer.body;
  for (const [, key, index, field, wanted] of path.matchAll(/([^.[\]]+)|\[(\d+)\]|\[([^=\]]+)=([^\]]*)\]/g)) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (key !== undefined) value = (value as Record<string, unknown>)[key];
    else if (index !== undefined) value = (value as unknown[])[Number(index)];
    else value = (value as Record<string, unknown>[]).find((item) => String(item[field ?? '']) === wanted);
  }
  return value;
}
