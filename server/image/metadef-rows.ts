/**
 * Metadata definitions as they are kept. `glance/db/sqlalchemy/metadef_api/*.py`
 * Those that Glance ships are the same in every world: a world has a row of them only once they were changed. Names differ by more than case.
 */
import type { z } from 'zod';
import type { Property as PropertyView } from '../../contracts/image/metadef-types.ts';
import { type Rows, collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export type Property = z.output<typeof PropertyView>;
interface Times {
  /** Whole seconds. */
  created_at: number;
  updated_at: number | null;
}
export interface MetadefObject extends Times {
  name: string;
  required: string[];
  description: string | undefined;
  properties: Record<string, Property>;
}
export interface Association extends Times {
  name: string;
  prefix: string | undefined;
  properties_target: string | undefined;
}
export interface Tag extends Times {
  name: string;
}
/** With all that is in it: a namespace is read and written as a whole. */
export interface Namespace extends Times {
  id: string;
  /** The name in lower case; null once it is deleted. */
  key: string | null;
  namespace: string;
  display_name: string | undefined;
  description: string | undefined;
  /** Private where nothing is said. */
  visibility: 'public' | 'private' | null;
  protected: boolean;
  owner: string;
  /** Counts up. */
  serial: number;
  resource_types: Association[];
  properties: { name: string; schema: Property }[];
  objects: MetadefObject[];
  /** In the order of their creation. */
  tags: Tag[];
}
interface ResourceType {
  id: string;
  name: string;
  serial: number;
  created_at: number;
}
const namespaces = collection<Namespace>('image_metadef_namespaces', { key: 'text', serial: 'integer' }, [['key']]);
const resourceTypes = collection<ResourceType>('image_metadef_resource_types', { serial: 'integer' });
/** When the definitions that Glance ships came into the world. */
const loads = collection<{ id: string; at: number }>('image_metadef_loads');

/** Brings the definitions that Glance ships into a new world. */
export const loadDefaults = async ({ rows, now }: Scope): Promise<unknown> => rows.insert(loads, { id: 'defaults', at: whole(now) });

/** Glance's database has whole seconds. */
export const whole = (time: number): number => time - (time % 1000);
/** Two names that MySQL takes for one have the same key. */
export const keyOf = (name: string): string => name.toLowerCase();
export const sameName =
  (name: string) =>
  (other: { name: string }): boolean =>
    keyOf(other.name) === keyOf(name);
/** By name, as the index gives them. */
export const byName = (a: { name: string }, b: { name: string }): number => (keyOf(a.name) < keyOf(b.name) ? -1 : 1);

type Shipped = Partial<Pick<Namespace, 'display_name' | 'description' | 'visibility'>> & {
  namespace: string;
  protected: boolean;
  resource_type_associations: { name: string; prefix?: string; properties_target?: string }[];
  properties?: Record<string, Property>;
  objects?: { name: string; description?: string; properties?: Record<string, Property> }[];
};
/** Read when they are first asked for. */
const shipped = async (): Promise<Shipped[]> => (await import('./default-metadefs.json', { with: { type: 'json' } })).default as Shipped[];

const SHIPPED_TYPES = ['OS::Glance::Image', 'OS::Cinder::Volume', 'OS::Nova::Server', 'OS::Nova::Aggregate', 'OS::Nova::Flavor', 'OS::Trove::Instance'];

async function defaults(rows: Rows): Promise<Namespace[]> {
  const load = await rows.get(loads, 'defaults');
  if (!load) return [];
  const times = { created_at: load.at, updated_at: null };
  return (await shipped()).map(({ resource_type_associations, properties = {}, objects = [], ...own }, serial) => ({
    display_name: undefined,
    description: undefined,
    visibility: null,
    ...own,
    ...times,
    id: keyOf(own.namespace),
    key: keyOf(own.namespace),
    owner: 'admin',
    serial,
    resource_types: resource_type_associations.map((association) => ({ prefix: undefined, properties_target: undefined, ...association, ...times })),
    properties: Object.entries(properties).map(([name, schema]) => ({ name, schema })),
    objects: objects.map((object) => ({ description: undefined, properties: {}, ...object, ...times, required: [] })),
    tags: [],
  }));
}

/** All there are, in the order of their creation. */
export async function allNamespaces(rows: Rows): Promise<Namespace[]> {
  const kept = await rows.list(namespaces, { sort: [['serial', 'asc']] });
  const changed = new Set(kept.map(({ id }) => id));
  const all = [...(await defaults(rows)).filter(({ id }) => !changed.has(id)), ...kept.filter(({ key }) => key !== null)];
  return all.toSorted((a, b) => a.serial - b.serial);
}
/** Kept, or as Glance ships it. */
export const namespaceNamed = async (rows: Rows, name: string): Promise<Namespace | undefined> => {
  const [kept] = await rows.list(namespaces, { where: { key: keyOf(name) }, limit: 1 });
  return kept ?? (await allNamespaces(rows)).find(({ key }) => key === keyOf(name));
};
/** Keeps a namespace, new or changed. */
export const saveNamespace = async (rows: Rows, namespace: Namespace): Promise<Namespace> =>
  rows.update(namespaces, { ...namespace, key: keyOf(namespace.namespace) });
/** The row stays, lest a definition that Glance ships comes back. */
export const removeNamespace = async (rows: Rows, namespace: Namespace): Promise<unknown> =>
  rows.update(namespaces, { ...namespace, key: null, resource_types: [], properties: [], objects: [], tags: [] });
/** The place of a new namespace after all others; those that Glance ships come before 1000. */
export const nextSerial = async (rows: Rows): Promise<number> =>
  ((await rows.list(namespaces, { sort: [['serial', 'desc']], limit: 1 }))[0]?.serial ?? 999) + 1;

/** In the order of their creation. */
export async function allResourceTypes(rows: Rows): Promise<ResourceType[]> {
  const load = await rows.get(loads, 'defaults');
  const own = load ? SHIPPED_TYPES.map((name, serial) => ({ id: keyOf(name), name, serial, created_at: load.at })) : [];
  return [...own, ...(await rows.list(resourceTypes, { sort: [['serial', 'asc']] }))];
}
/** The known name of a resource type, which is new when nobody knew it. */
export async function resourceTypeNamed({ rows, now }: Pick<Scope, 'rows' | 'now'>, name: string): Promise<string> {
  const all = await allResourceTypes(rows);
  const known = all.find(sameName(name));
  if (known) return known.name;
  await rows.insert(resourceTypes, { id: keyOf(name), name, serial: (all.at(-1)?.serial ?? 999) + 1, created_at: whole(now) });
  return name;
}
