/**
 * Host aggregates, of which there are none: making one is not emulated. https://docs.openstack.org/api-ref/compute/#host-aggregates-os-aggregates
 * Follows `nova/api/openstack/compute/aggregates.py`.
 */
import { aggregates as table } from '../../contracts/compute/aggregates.ts';
import { implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';

export const aggregateHandlers = implement(table, {
  list: () => ({ aggregates: [] }),
  show: ({ params: { aggregate_id: id } }) => {
    if (!/^-?\d+$/.test(id)) throw badRequest('Invalid input received: id must be an integer');
    throw notFound(`Aggregate ${id} could not be found.`);
  },
});
