/** Smaller parts of a server: https://docs.openstack.org/api-ref/compute/#servers-password-servers-os-server-password, #server-topology, #servers-diagnostics */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { del, get, resource } from '../operation.ts';

const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });
const Node = z.object({
  memory_mb: z.int().nullable(),
  siblings: z.array(z.array(z.int())),
  vcpu_set: z.array(z.int()),
  host_node: z.int().optional(),
  cpu_pinning: z.record(z.string(), z.int()).optional(),
});

export const serverDetails = resource({
  password: get('/servers/{server_id}/os-server-password', {
    policy: 'os_compute_api:os-server-password:show',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ password: z.string() }),
    errors: [403, 404],
  }),
  clearPassword: del('/servers/{server_id}/os-server-password', {
    policy: 'os_compute_api:os-server-password:clear',
    late: true,
    status: 204,
    errors: [403, 404],
  }),
  topology: get('/servers/{server_id}/topology', {
    since: '2.78',
    policy: 'compute:server:topology:index',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ nodes: z.array(Node), pagesize_kb: z.int().nullable().optional() }),
    errors: [403, 404],
  }),
  diagnostics: get('/servers/{server_id}/diagnostics', {
    policy: 'os_compute_api:os-server-diagnostics',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.record(z.string(), z.unknown()),
    errors: [403, 404, 409],
  }),
});
