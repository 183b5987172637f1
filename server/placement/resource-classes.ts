/**
 * Resource classes. https://docs.openstack.org/api-ref/placement/#resource-classes
 * Follows `placement/handlers/resource_class.py`.
 */
import { resourceClasses as table } from '../../contracts/placement/resource-classes.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { absent, conflicting, refused } from './faults.ts';
import { fresh } from './fresh.ts';
import { prefixOf } from './links.ts';
import { providers } from './providers.ts';
import { RESOURCE_CLASSES } from './standard-names.ts';

/** Those that clients made; the id is the name. */
const custom = collection<{ id: string; created_at: number }>('placement_resource_classes');
export const isResourceClass = async ({ rows }: Scope, name: string): Promise<boolean> =>
  RESOURCE_CLASSES.includes(name) || (await rows.get(custom, name)) !== undefined;

const view = (request: Context, name: string) => ({ name, links: [{ rel: 'self', href: `${prefixOf(request)}/resource_classes/${name}` }] });

export const resourceClassHandlers = implement(table, {
  async list(request) {
    const own = await request.rows.list(custom);
    return fresh(request, { resource_classes: [...RESOURCE_CLASSES, ...own.map(({ id }) => id)].map((name) => view(request, name)) });
  },
  async create(request) {
    const { name } = request.body;
    if (await request.rows.get(custom, name)) throw conflicting(`Conflicting resource class already exists: ${name}`);
    await request.rows.insert(custom, { id: name, created_at: request.now });
    return reply(undefined, { location: `${request.origin}/resource_classes/${name}` });
  },
  async show(request) {
    const { name } = request.params;
    if (!(await isResourceClass(request, name))) throw absent(`No such resource class ${name}.`);
    return fresh(request, view(request, name));
  },
  async delete(request) {
    const { name } = request.params;
    if (RESOURCE_CLASSES.includes(name)) throw refused(`Error in delete resource class: Cannot delete standard resource class ${name}.`);
    if (!(await request.rows.get(custom, name))) throw absent(`No such resource class ${name}.`);
    const [user] = await request.rows.list(providers, { filter: ({ inventories }) => Object.hasOwn(inventories, name), limit: 1 });
    if (user) throw conflicting(`Error in delete resource class: Cannot delete resource class ${name}. Class is in use in inventory.`);
    await request.rows.remove(custom, name);
  },
});
