/** https://docs.openstack.org/api-ref/network/v2/#auto-allocated-topologies-auto-allocated-topologies */
import { z } from 'zod';
import { del, get, resource } from '../operation.ts';

export const autoAllocatedTopology = resource({
  /** Makes the topology where there is none; with `fields=dry-run` it only says whether it could. */
  show: get('/auto-allocated-topology/{project_id}', {
    policy: 'get_auto_allocated_topology',
    query: z.object({ fields: z.string().optional() }),
    status: 200,
    returns: z.object({ auto_allocated_topology: z.object({ id: z.string(), project_id: z.string().optional(), tenant_id: z.string().optional() }) }),
    errors: [403, 409],
  }),
  delete: del('/auto-allocated-topology/{project_id}', { policy: 'delete_auto_allocated_topology', status: 204, errors: [403, 404, 409] }),
});
