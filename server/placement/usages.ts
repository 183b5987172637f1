/**
 * What servers hold of hosts. https://docs.openstack.org/api-ref/placement/#usages
 * Follows `placement/handlers/usage.py`.
 */
import { usages } from '../../contracts/placement/usages.ts';
import { implement } from '../core/context.ts';
import { servers } from '../compute/server-rows.ts';
import { fresh } from './fresh.ts';
import { amountsOf, consumersOf, providerOf, sum } from './providers.ts';

export const usageHandlers = implement(usages, {
  async ofProvider(request) {
    const provider = await providerOf(request, request.params.uuid);
    const held = sum((await consumersOf(request, provider)).map(({ flavor }) => amountsOf(flavor)));
    const none = Object.fromEntries(Object.keys(provider.inventories).map((name) => [name, 0]));
    return fresh(request, { resource_provider_generation: provider.generation, usages: { ...none, ...held } });
  },
  async ofProject(request) {
    const { project_id, user_id } = request.query;
    request.enforce({ project_id });
    const own = await request.rows.list(servers, { where: { project_id, user_id, deleted: false }, filter: ({ host }) => host !== null });
    return fresh(request, { usages: sum(own.map(({ flavor }) => amountsOf(flavor))) });
  },
});
