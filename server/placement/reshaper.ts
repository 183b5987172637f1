/**
 * Moves inventories with what is held of them. https://docs.openstack.org/api-ref/placement/#reshaper
 * Follows `placement/handlers/reshaper.py`, `placement/objects/reshaper.py`.
 */
import { reshaper as table } from '../../contracts/placement/reshaper.ts';
import { implement } from '../core/context.ts';
import { checkClasses, wantedOf } from './allocations.ts';
import { reshaped } from './consumer-schemas.ts';
import { CONCURRENT, IN_USE, conflicting, refused } from './faults.ts';
import { checkUnused, completed } from './inventories.ts';
import { Unfit, replaceAll } from './ledger.ts';
import { type Inventory, providerOf, providers, save } from './providers.ts';
import { bodyOf } from './read.ts';

export const reshaperHandlers = implement(table, {
  async reshape(request) {
    const body = bodyOf(request, reshaped);
    const wanted = new Map<string, Record<string, Inventory>>();
    for (const [id, inventories] of Object.entries(body.inventories)) {
      const provider = await request.rows.get(providers, id);
      if (!provider) {
        const reason = `No resource provider with uuid ${id} found`;
        throw refused(`Resource provider ${id} in inventories not found: ${reason}`, 'placement.resource_provider.not_found');
      }
      const given = inventories.resource_provider_generation;
      if (given !== provider.generation) {
        throw conflicting(`resource provider generation conflict for provider ${id}: actual: ${provider.generation}, given: ${given}`, CONCURRENT);
      }
      wanted.set(id, completed(inventories));
    }
    const allocations = await wantedOf(request, body.allocations);
    const names = [...wanted.values(), ...allocations.flatMap((one) => Object.values(one.allocations))].flatMap((byClass) => Object.keys(byClass));
    await checkClasses(request, names, (reason) => refused(`malformed reshaper data: ${reason}`));

    // both the old and the new inventories are there while what is held moves
    for (const [id, inventories] of wanted) {
      const provider = await providerOf(request, id);
      if (Object.keys(inventories).length) await save(request, { ...provider, inventories: { ...provider.inventories, ...inventories } });
    }
    try {
      await replaceAll(request, allocations);
    } catch (error) {
      if (error instanceof Unfit) throw conflicting(`Unable to allocate inventory: ${error.message}`);
      throw error;
    }
    for (const [id, inventories] of wanted) {
      const provider = await providerOf(request, id);
      checkUnused(provider, inventories, (reason) => conflicting(`update conflict: ${reason}`, IN_USE));
      await save(request, { ...provider, inventories });
    }
  },
});
