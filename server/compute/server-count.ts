/** How many servers a creation is to make, and what several cannot have. Follows `nova/api/openstack/compute/servers.py: create` and `nova/compute/api.py: create`. */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import { badRequest } from '../core/errors.ts';
import type { NetworkRequest } from './requested-networks.ts';

type Wanted = ServerCreate['server'];
export interface Count {
  min: number;
  max: number;
}
/** Throws 400. */
export function countOf({ min_count, max_count }: Wanted): Count {
  const min = min_count ?? 1;
  const max = max_count ?? min;
  if (min > max) throw badRequest('min_count must be <= max_count');
  return { min, max };
}
/** Throws 400. */
export function checkMany({ hostname }: Wanted, requested: NetworkRequest, max: number): void {
  if (max < 2) return;
  for (const { network_id, fixed_ip, port_id } of Array.isArray(requested) ? requested : []) {
    if (network_id && fixed_ip) throw badRequest('Failed to launch instances: max_count cannot be greater than 1 if an fixed_ip is specified.');
    if (port_id)
      throw badRequest(
        'Failed to launch instances: Unable to launch multiple instances with a single configured port ID. Please launch your instance one by one with different ports.',
      );
  }
  if (hostname) throw badRequest('Unable to allocate a single hostname to multiple instances');
}
