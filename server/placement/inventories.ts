/**
 * Inventories. https://docs.openstack.org/api-ref/placement/#resource-provider-inventories
 * Follows `placement/handlers/inventory.py`.
 */
import { inventories as table } from '../../contracts/placement/inventories.ts';
import { minor } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import type { Scope } from '../core/world.ts';
import { absent, conflicting, refused } from './faults.ts';
import { fresh } from './fresh.ts';
import { type Inventory, type Provider, allProviders, changeable, save } from './providers.ts';
import { isResourceClass } from './resource-classes.ts';

const CONCURRENT = 'placement.concurrent_update';
const DEFAULTS = { reserved: 0, min_unit: 1, max_unit: 2_147_483_647, step_size: 1, allocation_ratio: 1 };

export const inventoryHandlers = implement(table, {
  async list(request) {
    const provider = await found(request, request.params.uuid);
    return fresh(request, all(provider), provider.updated_at);
  },
  async create(request) {
    const provider = await changeable(request, request.params.uuid);
    const { resource_class: name, resource_provider_generation: _generation, ...wanted } = request.body;
    const where = `Unable to create inventory for resource provider ${provider.id}`;
    const inventory = complete(request, provider, name, wanted, where);
    if (!(await isResourceClass(request, name))) throw refused(`${where}: No such resource class ${name}.`);
    if (Object.hasOwn(provider.inventories, name)) throw conflicting(`Update conflict: Duplicate inventory of class ${name}.`, CONCURRENT);
    const saved = await save(request, { ...provider, inventories: { ...provider.inventories, [name]: inventory } });
    const location = `${request.origin}/resource_providers/${provider.id}/inventories/${name}`;
    return fresh(request, one(saved, inventory), saved.updated_at, { location });
  },
  async replace(request) {
    const provider = await changeable(request, request.params.uuid);
    const { resource_provider_generation: seen, inventories } = request.body;
    if (seen !== provider.generation) throw conflicting('resource provider generation conflict', CONCURRENT);
    const wanted: Record<string, Inventory> = {};
    for (const [name, { resource_provider_generation: _generation, ...inventory }] of Object.entries(inventories)) {
      wanted[name] = complete(request, provider, name, inventory, `Unable to update inventory for resource provider ${provider.id}`);
      if (!(await isResourceClass(request, name))) {
        throw refused(`Unknown resource class in inventory for resource provider ${provider.id}: No such resource class ${name}.`);
      }
    }
    const saved = await save(request, { ...provider, inventories: wanted });
    return fresh(request, all(saved), saved.updated_at);
  },
  async deleteAll(request) {
    const provider = await changeable(request, request.params.uuid);
    await save(request, { ...provider, inventories: {} });
  },
  async show(request) {
    const provider = await found(request, request.params.uuid);
    const { resource_class: name } = request.params;
    const inventory = Object.hasOwn(provider.inventories, name) ? provider.inventories[name] : undefined;
    if (!inventory) throw absent(`No inventory of class ${name} for ${provider.id}`);
    return fresh(request, one(provider, inventory), provider.updated_at);
  },
  async update(request) {
    const provider = await changeable(request, request.params.uuid);
    const { resource_class: name } = request.params;
    const { resource_provider_generation: seen, ...wanted } = request.body;
    if (seen !== provider.generation) throw conflicting('resource provider generation conflict', CONCURRENT);
    const inventory = complete(request, provider, name, wanted, `Unable to update inventory for resource provider ${provider.id}`);
    if (!Object.hasOwn(provider.inventories, name)) throw refused(`No inventory record with resource class ${name} for resource provider ${provider.id}.`);
    const saved = await save(request, { ...provider, inventories: { ...provider.inventories, [name]: inventory } });
    return fresh(request, one(saved, inventory), saved.updated_at);
  },
  async delete(request) {
    const provider = await changeable(request, request.params.uuid);
    const { resource_class: name } = request.params;
    if (!Object.hasOwn(provider.inventories, name)) {
      throw absent(`No inventory of class ${name} found for delete: No inventory of class ${name} found for delete`);
    }
    const { [name]: _gone, ...left } = provider.inventories;
    await save(request, { ...provider, inventories: left });
  },
});

async function found(scope: Scope, uuid: string): Promise<Provider> {
  const provider = (await allProviders(scope)).find(({ id }) => id === uuid);
  if (provider) return provider;
  throw absent(`No resource provider with uuid ${uuid} found : No resource provider with uuid ${uuid} found`);
}
const all = ({ generation, inventories }: Provider) => ({ resource_provider_generation: generation, inventories });
/** Generation 0 is not shown. */
const one = ({ generation }: Provider, inventory: Inventory) => ({ ...inventory, ...(generation && { resource_provider_generation: generation }) });

type Wanted = { [K in keyof Inventory]?: number | undefined } & Pick<Inventory, 'total'>;
/** Something must be left after what is reserved; from 1.26 on nothing need be. */
function complete({ version }: Context, { id }: Provider, name: string, wanted: Wanted, where: string): Inventory {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Partial<Inventory> & Pick<Inventory, 'total'>;
  const inventory = { ...DEFAULTS, ...given };
  const capacity = Math.trunc((inventory.total - inventory.reserved) * inventory.allocation_ratio);
  const exact = minor(version) >= 26;
  if (exact ? capacity >= 0 : capacity > 0) return inventory;
  const reason = `The reserved value is greater than ${exact ? '' : 'or equal to '}total.`;
  throw refused(`${where}: Invalid inventory for '${name}' on resource provider '${id}'. ${reason}`);
}
