/**
 * Aggregates of resource providers: ids that mean something to clients only. https://docs.openstack.org/api-ref/placement/#resource-provider-aggregates
 * Follows `placement/handlers/aggregate.py`.
 */
import { aggregates as table } from '../../contracts/placement/aggregates.ts';
import { implement } from '../core/context.ts';
import { CONCURRENT, conflicting } from './faults.ts';
import { shown } from './fresh.ts';
import { providerOf, providers, save } from './providers.ts';
import { bodyOf } from './read.ts';
import { aggregates as schema } from './schemas.ts';

export const aggregateHandlers = implement(table, {
  async list(request) {
    const { aggregates, generation } = await providerOf(request, request.params.uuid);
    return shown(request, { aggregates, resource_provider_generation: generation });
  },
  /** Before clients told the generation, it did not matter. */
  async replace(request) {
    const provider = await providerOf(request, request.params.uuid);
    const body = bodyOf(request, schema);
    if (Array.isArray(body)) {
      await request.rows.update(providers, { ...provider, aggregates: body });
      return shown(request, { aggregates: body, resource_provider_generation: provider.generation });
    }
    if (body.resource_provider_generation !== provider.generation) {
      throw conflicting("Resource provider's generation already changed. Please update the generation and try again.", CONCURRENT);
    }
    const { aggregates, generation } = await save(request, { ...provider, aggregates: body.aggregates });
    return shown(request, { aggregates, resource_provider_generation: generation });
  },
});
