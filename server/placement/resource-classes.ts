/**
 * Resource classes. https://docs.openstack.org/api-ref/placement/#resource-classes
 * Follows `placement/handlers/resource_class.py`.
 */
import { resourceClasses as table } from '../../contracts/placement/resource-classes.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { conflicting, escaped, refused } from './faults.ts';
import { shown } from './fresh.ts';
import { prefixOf } from './links.ts';
import { allProviders, providers } from './providers.ts';
import { bodyOf, check } from './read.ts';
import { resourceClass as schema } from './schemas.ts';
import { RESOURCE_CLASSES } from './standard-names.ts';

/** Those that clients made; the id is the name. */
const custom = collection<{ id: string; created_at: number }>('placement_resource_classes', { created_at: 'integer' });
export const isResourceClass = async ({ rows }: Scope, name: string): Promise<boolean> =>
  RESOURCE_CLASSES.includes(name) || (await rows.get(custom, name)) !== undefined;

const view = (request: Context, name: string) => ({ name, links: [{ rel: 'self', href: `${prefixOf(request)}/resource_classes/${name}` }] });
const absent = (name: string) => escaped(`No such resource class ${name}.`);
const place = (request: Context, name: string) => ({ location: `${request.origin}/resource_classes/${name}` });

export const resourceClassHandlers = implement(table, {
  async list(request) {
    const own = await request.rows.list(custom, { sort: [['created_at', 'asc']] });
    return shown(request, { resource_classes: [...RESOURCE_CLASSES, ...own.map(({ id }) => id)].map((name) => view(request, name)) });
  },
  async create(request) {
    const { name } = bodyOf(request, schema);
    if (await request.rows.get(custom, name)) throw conflicting(`Conflicting resource class already exists: ${name}`);
    await request.rows.insert(custom, { id: name, created_at: request.now });
    return reply(undefined, place(request, name));
  },
  async show(request) {
    const { name } = request.params;
    if (!(await isResourceClass(request, name))) throw absent(name);
    return shown(request, view(request, name));
  },
  async rename(request) {
    const { name } = request.params;
    const { name: wanted } = bodyOf(request, schema);
    if (!(await isResourceClass(request, name))) throw absent(name);
    const known = await request.rows.get(custom, name);
    if (!known) throw refused(`Cannot update standard resource class ${name}`);
    if (wanted !== name && (await request.rows.get(custom, wanted))) throw conflicting(`Resource class already exists: ${wanted}`);
    await request.rows.remove(custom, name);
    await request.rows.insert(custom, { ...known, id: wanted });
    await renameInventories(request, name, wanted);
    return reply(view(request, wanted));
  },
  async ensure(request) {
    const { name } = request.params;
    check(schema(), { name });
    const known = await request.rows.get(custom, name);
    if (!known) await request.rows.insert(custom, { id: name, created_at: request.now });
    return reply(undefined, place(request, name), known ? 204 : 201);
  },
  async delete(request) {
    const { name } = request.params;
    if (RESOURCE_CLASSES.includes(name)) throw refused(`Error in delete resource class: Cannot delete standard resource class ${name}.`);
    if (!(await request.rows.get(custom, name))) throw absent(name);
    const [user] = await request.rows.list(providers, { filter: ({ inventories }) => Object.hasOwn(inventories, name), limit: 1 });
    if (user) throw conflicting(`Error in delete resource class: Cannot delete resource class ${name}. Class is in use in inventory.`);
    await request.rows.remove(custom, name);
  },
});

/** Inventories know their class by its name here. */
async function renameInventories(scope: Scope, from: string, to: string): Promise<void> {
  const rename = <T>(byClass: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(byClass).map(([name, of]) => [name === from ? to : name, of]));
  for (const provider of await allProviders(scope)) {
    if (!Object.hasOwn(provider.inventories, from)) continue;
    await scope.rows.update(providers, { ...provider, inventories: rename(provider.inventories), used: rename(provider.used) });
  }
}
