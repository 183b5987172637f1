/**
 * Inventories. https://docs.openstack.org/api-ref/placement/#resource-provider-inventories
 * Follows `placement/handlers/inventory.py`.
 */
import type { z } from 'zod';
import { type WantedInventories, inventories as table } from '../../contracts/placement/inventories.ts';
import { type Microversion, within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { CloudError } from '../core/errors.ts';
import { checkClasses } from './allocations.ts';
import { CONCURRENT, IN_USE, absent, conflicting, escaped, refused } from './faults.ts';
import { shown } from './fresh.ts';
import { type Inventory, type Provider, capacityOf, changedAt, providerFor, providerOf, save } from './providers.ts';
import { bodyOf } from './read.ts';
import { allInventories, changedInventory, newInventory } from './schemas.ts';

const DEFAULTS = { reserved: 0, min_unit: 1, max_unit: 2_147_483_647, step_size: 1, allocation_ratio: 1 };

export const inventoryHandlers = implement(table, {
  async list(request) {
    return all(request, await providerFor(request, request.params.uuid, `No resource provider with uuid ${request.params.uuid} found `));
  },
  async create(request) {
    const provider = await providerOf(request, request.params.uuid);
    const { resource_class: name, ...wanted } = bodyOf(request, newInventory);
    const where = `Unable to create inventory for resource provider ${provider.id}:`;
    const inventory = complete(wanted);
    checkCapacity(request.version, provider, { [name]: inventory }, where);
    await checkClasses(request, [name], (reason) => refused(`${where} ${reason}`));
    if (Object.hasOwn(provider.inventories, name)) throw conflicting(`Update conflict: Duplicate inventory of class ${name}.`, CONCURRENT);
    const saved = await save(request, { ...provider, inventories: { ...provider.inventories, [name]: inventory } });
    return one(request, saved, inventory, { location: `${request.origin}/resource_providers/${provider.id}/inventories/${name}` });
  },
  async replace(request) {
    const provider = await providerOf(request, request.params.uuid);
    const body = bodyOf(request, allInventories);
    if (body.resource_provider_generation !== provider.generation) throw conflicting('resource provider generation conflict', CONCURRENT);
    const wanted = completed(body);
    checkCapacity(request.version, provider, wanted, `Unable to update inventory for resource provider ${provider.id}:`);
    const word = (reason: string) => refused(`Unknown resource class in inventory for resource provider ${provider.id}: ${reason}`);
    await checkClasses(request, Object.keys(wanted), word);
    checkUnused(provider, wanted, (reason) => conflicting(`update conflict: ${reason}`, IN_USE));
    return all(request, await save(request, { ...provider, inventories: wanted }));
  },
  async deleteAll(request) {
    const provider = await providerOf(request, request.params.uuid);
    checkUnused(provider, {}, (reason) => conflicting(reason, IN_USE));
    await save(request, { ...provider, inventories: {} });
  },
  deleteAllEarly() {
    throw new CloudError(405, '');
  },
  async show(request) {
    const { uuid, resource_class: name } = request.params;
    const provider = await providerFor(request, uuid, `No resource provider with uuid ${uuid} found `);
    const inventory = Object.hasOwn(provider.inventories, name) ? provider.inventories[name] : undefined;
    if (!inventory) throw absent(`No inventory of class ${name} for ${provider.id}`);
    return one(request, provider, inventory);
  },
  async update(request) {
    const provider = await providerOf(request, request.params.uuid);
    const { resource_class: name } = request.params;
    const wanted = bodyOf(request, changedInventory);
    if (wanted.resource_provider_generation !== provider.generation) throw conflicting('resource provider generation conflict', CONCURRENT);
    const inventory = complete(wanted);
    checkCapacity(request.version, provider, { [name]: inventory }, `Unable to update inventory for resource provider ${provider.id}:`);
    await checkClasses(request, [name], escaped);
    if (!Object.hasOwn(provider.inventories, name)) {
      throw refused(`No inventory record with resource class for resource provider ${provider.id}: No inventory of class ${name} found.`);
    }
    const saved = await save(request, { ...provider, inventories: { ...provider.inventories, [name]: inventory } });
    return one(request, saved, inventory);
  },
  async delete(request) {
    const provider = await providerOf(request, request.params.uuid);
    const { resource_class: name } = request.params;
    const where = `No inventory of class ${name} found for delete:`;
    await checkClasses(request, [name], (reason) => absent(`${where} ${reason}`));
    const { [name]: gone, ...left } = provider.inventories;
    const word = (reason: string) => conflicting(`Unable to delete inventory of class ${name}: ${reason}`, CONCURRENT);
    checkUnused(provider, left, word);
    if (!gone) throw absent(`${where} No inventory of class ${name} found for delete`);
    await save(request, { ...provider, inventories: left });
  },
});

const all = (request: Context, provider: Provider) => {
  const { generation, inventories } = provider;
  const changed = Object.keys(inventories).length ? changedAt(provider) : null;
  return shown(request, { resource_provider_generation: generation, inventories }, changed);
};
/** Generation 0 is not shown. */
const one = (request: Context, provider: Provider, inventory: Inventory, headers?: Record<string, string>) =>
  shown(request, { ...inventory, ...(provider.generation && { resource_provider_generation: provider.generation }) }, changedAt(provider), headers);

type Wanted = { [K in keyof Inventory]?: number | undefined } & Pick<Inventory, 'total'> & { resource_provider_generation?: number | undefined };
function complete({ resource_provider_generation: _seen, ...wanted }: Wanted): Inventory {
  return { ...DEFAULTS, ...(wanted as Partial<Inventory> & Pick<Inventory, 'total'>) };
}
/** With the defaults, by class. */
export const completed = ({ inventories }: z.output<typeof WantedInventories>): Record<string, Inventory> =>
  Object.fromEntries(Object.entries(inventories).map(([name, wanted]) => [name, complete(wanted)]));

/** Something must be left after what is reserved; from 1.26 on nothing need be. */
function checkCapacity(version: Microversion, { id }: Provider, inventories: Record<string, Inventory>, where: string): void {
  const exact = within(version, { since: '1.26' });
  for (const [name, inventory] of Object.entries(inventories)) {
    const capacity = Math.trunc(capacityOf(inventory));
    if (exact ? capacity >= 0 : capacity > 0) continue;
    const reason = `The reserved value is greater than ${exact ? '' : 'or equal to '}total.`;
    throw refused(`${where} Invalid inventory for '${name}' on resource provider '${id}'. ${reason}`);
  }
}
/** What is held cannot go. */
export function checkUnused({ id, inventories, used }: Provider, left: Record<string, Inventory>, word: (reason: string) => Error): void {
  const held = Object.keys(inventories).filter((name) => !Object.hasOwn(left, name) && (used[name] ?? 0) > 0);
  if (held.length) throw word(`Inventory for '${held.join(', ')}' on resource provider '${id}' in use.`);
}
