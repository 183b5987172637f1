/** Reads a cloud whatever its size, and takes down what it would not tell. */
import type { Connection } from '../../../client/index.ts';

type Service = Pick<Connection['compute'], 'request'>;
export type Found = Record<string, unknown>;

export class Reader {
  /** What is missing from the seed, and why. */
  notes: string[] = [];

  /** An answer's body; undefined, with a note, where the cloud refuses. */
  async one<T = Found>(service: Service, path: string): Promise<T | undefined> {
    const { status, json, text } = await service.request('GET', path);
    if (status < 300) return json as T;
    this.notes.push(`GET ${path} was answered with ${status}: ${text.slice(0, 200).replaceAll(/\s+/g, ' ')}`);
    return undefined;
  }

  /** A list with all its pages. @param key of the list in the body */
  async all<T = Found>(service: Service, path: string, key: string): Promise<T[]> {
    const found: T[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const page: Page<T> | undefined = await this.one<Page<T>>(service, next);
      const list = page?.[key] as T[] | undefined;
      found.push(...(list ?? []));
      next = list?.length ? following(page as Page<T>, key, path) : undefined;
    }
    return found;
  }
}
type Page<T> = Record<string, unknown> & { next?: string; links?: { next?: string | null }; rows?: T };
/** Nova and Neutron have `servers_links`, Keystone `links.next`, Glance `next`. */
function following<T>(page: Page<T>, key: string, path: string): string | undefined {
  const listed = (page[`${key}_links`] as { rel: string; href: string }[] | undefined)?.find(({ rel }) => rel === 'next')?.href;
  const href = listed ?? page.links?.next ?? page.next;
  const query = href?.includes('?') ? href.slice(href.indexOf('?')) : undefined;
  return query && path.replace(/\?.*/s, '') + query;
}
