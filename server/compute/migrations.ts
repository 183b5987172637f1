/**
 * Migrations, of which there are none: servers do not change hosts. https://docs.openstack.org/api-ref/compute/#migrations-os-migrations
 * Follows `nova/api/openstack/compute/migrations.py`.
 */
import { migrations as table } from '../../contracts/compute/migrations.ts';
import { implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';

export const migrationHandlers = implement(table, {
  list: ({ query }) => {
    const marker = 'marker' in query ? query.marker?.[0] : undefined;
    if (marker !== undefined) throw badRequest(`Marker ${marker} could not be found.`);
    return { migrations: [] };
  },
});
