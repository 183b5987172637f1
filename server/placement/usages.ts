/**
 * How much is held. https://docs.openstack.org/api-ref/placement/#usages
 * Follows `placement/handlers/usage.py`, `placement/objects/usage.py`.
 */
import { usages } from '../../contracts/placement/usages.ts';
import { within } from '../../contracts/microversion.ts';
import { implement } from '../core/context.ts';
import { shown } from './fresh.ts';
import { type Consumer, consumers } from './ledger.ts';
import { type Amounts, providerFor } from './providers.ts';
import { Query, queryOf } from './read.ts';
import { projectUsage } from './schemas.ts';

export const usageHandlers = implement(usages, {
  async ofProvider(request) {
    const { uuid } = request.params;
    const { inventories, used, generation } = await providerFor(request, uuid, `No resource provider with uuid ${uuid} found`);
    const ofClasses = Object.fromEntries(Object.keys(inventories).map((name) => [name, used[name] ?? 0]));
    return shown(request, { resource_provider_generation: generation, usages: ofClasses });
  },
  async ofProject(request) {
    request.enforce({ project_id: new Query(request.path).get('project_id') });
    const query = queryOf(request, projectUsage);
    const user = query.get('user_id');
    const type = query.get('consumer_type');
    const holders = await request.rows.list(consumers, {
      where: { project_id: query.get('project_id') ?? '' },
      filter: ({ user_id, allocations }) => (!user || user_id === user) && Object.keys(allocations).length > 0,
    });
    if (!within(request.version, { since: '1.38' })) return shown(request, { usages: sum(holders) });
    const typed = holders.filter((holder) => !type || type === 'all' || typeOf(holder) === type);
    const groups = Map.groupBy(typed, (holder) => (type === 'all' ? type : typeOf(holder)));
    return shown(request, { usages: Object.fromEntries(Array.from(groups, ([name, own]) => [name, { ...sum(own), consumer_count: own.length }])) });
  },
});

const typeOf = ({ type }: Consumer): string => type ?? 'unknown';
function sum(holders: readonly Consumer[]): Amounts {
  const total: Amounts = {};
  for (const amounts of holders.flatMap(({ allocations }) => Object.values(allocations))) {
    for (const [name, amount] of Object.entries(amounts)) total[name] = (total[name] ?? 0) + amount;
  }
  return total;
}
