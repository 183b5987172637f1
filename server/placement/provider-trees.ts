/** The providers of a world as a search sees them: by id, in trees, and those that share with others. `placement/objects/research_context.py` */
import { isMember } from './filters.ts';
import type { Provider } from './providers.ts';

const SHARES = 'MISC_SHARES_VIA_AGGREGATE';

export class Trees {
  all: readonly Provider[];
  byId: ReadonlyMap<string, Provider>;
  /** Those that hand out to members of their aggregates. */
  sharing: readonly Provider[];
  /** Some provider has a parent. */
  nested: boolean;
  constructor(all: readonly Provider[]) {
    this.all = all;
    this.byId = new Map(all.map((provider) => [provider.id, provider]));
    this.sharing = all.filter(({ traits }) => traits.includes(SHARES));
    this.nested = all.some(({ parent }) => parent !== null);
  }

  shares({ traits }: Provider): boolean {
    return traits.includes(SHARES);
  }
  /** Tops of the trees that a sharing provider hands out to, its own among them. */
  anchorsOf({ aggregates }: Provider): string[] {
    if (!aggregates.length) return [];
    return [...new Set(this.all.filter((other) => isMember(other, [aggregates])).map(({ root }) => root))];
  }
  /** Whether all of these are below one of them. */
  inOneSubtree(ids: readonly string[]): boolean {
    const [first, ...rest] = ids.map((id) => this.#ancestors(id));
    const common = first?.filter((id) => rest.every((list) => list.includes(id))) ?? [];
    return ids.length < 2 || common.some((id) => ids.includes(id));
  }
  #ancestors(id: string): string[] {
    const parent = this.byId.get(id)?.parent;
    return parent ? [id, ...this.#ancestors(parent)] : [id];
  }
}
