/**
 * Who holds what: Nova's servers are the only consumers. https://docs.openstack.org/api-ref/placement/#allocations
 * Follows `placement/handlers/allocation.py`.
 */
import { allocations } from '../../contracts/placement/allocations.ts';
import { implement } from '../core/context.ts';
import { hosts } from '../compute/hosts.ts';
import { servers } from '../compute/server-rows.ts';
import { absent } from './faults.ts';
import { fresh } from './fresh.ts';
import { allProviders, amountsOf, consumersOf } from './providers.ts';

export const allocationHandlers = implement(allocations, {
  async ofProvider(request) {
    const { uuid } = request.params;
    const provider = (await allProviders(request)).find(({ id }) => id === uuid);
    if (!provider) throw absent(`Resource provider '${uuid}' not found: No resource provider with uuid ${uuid} found`);
    const held = await consumersOf(request, provider);
    const byConsumer = Object.fromEntries(held.map(({ id, flavor }) => [id, { resources: amountsOf(flavor), consumer_generation: 1 }]));
    return fresh(request, { allocations: byConsumer, resource_provider_generation: provider.generation }, provider.updated_at);
  },
  async ofConsumer(request) {
    const server = await request.rows.get(servers, request.params.consumer_uuid);
    const host = server?.host && !server.deleted ? await request.rows.get(hosts, server.host) : undefined;
    if (!server || !host) return fresh(request, { allocations: {} });
    const { flavor, project_id, user_id } = server;
    const held = { [host.node_id]: { generation: 1, resources: amountsOf(flavor) } };
    return fresh(request, { allocations: held, project_id, user_id, consumer_generation: 1, consumer_type: 'INSTANCE' });
  },
});
