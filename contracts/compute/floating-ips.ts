/** Nova's old way to floating IPs, until 2.35: https://docs.openstack.org/api-ref/compute/#floating-ips-os-floating-ips-deprecated */
import { z } from 'zod';
import { types } from '../json-schema.ts';
import { del, get, post, resource } from '../operation.ts';

const until = '2.35';
export const FloatingIp = z.object({
  id: z.string(),
  ip: z.string(),
  fixed_ip: z.string().nullable(),
  instance_id: z.string().nullable(),
  pool: z.string(),
});
const one = z.object({ floating_ip: FloatingIp });

export const floatingIps = resource({
  pools: get('/os-floating-ip-pools', {
    until,
    policy: 'os_compute_api:os-floating-ip-pools',
    status: 200,
    returns: z.object({ floating_ip_pools: z.array(z.object({ name: z.string() })) }),
    errors: [403],
  }),
  list: get('/os-floating-ips', {
    until,
    policy: 'os_compute_api:os-floating-ips:list',
    status: 200,
    returns: z.object({ floating_ips: z.array(FloatingIp) }),
    errors: [403],
  }),
  show: get('/os-floating-ips/{id}', { until, policy: 'os_compute_api:os-floating-ips:show', status: 200, returns: one, errors: [400, 403, 404] }),
  /** The pool is an external network's name or id; without one the default is taken. */
  create: post('/os-floating-ips', {
    until,
    policy: 'os_compute_api:os-floating-ips:create',
    body: types(['object', 'null'], z.union([z.looseObject({ pool: types(['string', 'null'], z.string().nullable()).optional() }), z.null()])),
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  delete: del('/os-floating-ips/{id}', { until, policy: 'os_compute_api:os-floating-ips:delete', status: 202, errors: [400, 403, 404, 409] }),
});
