/** https://docs.openstack.org/api-ref/block-storage/v3/#hosts-extension-os-hosts */
import { z } from 'zod';
import { get, put, resource } from '../operation.ts';
import { text } from './types.ts';

const Host = z.object({
  host_name: z.string(),
  service: z.string(),
  zone: z.string(),
  'service-status': z.enum(['available', 'unavailable']),
  'service-state': z.enum(['enabled', 'disabled']),
  'last-update': z.string().nullable(),
});
/** What a project has on a host; numbers are written as texts. */
const Resource = z.object({
  resource: z.object({
    host: z.string(),
    project: z.string(),
    volume_count: z.string(),
    total_volume_gb: z.string(),
    snapshot_count: z.string(),
    total_snapshot_gb: z.string(),
  }),
});
const policy = 'volume_extension:hosts';

export const hosts = resource({
  list: get('/os-hosts', {
    policy,
    query: z.looseObject({ zone: text.optional() }),
    status: 200,
    returns: z.object({ hosts: z.array(Host) }),
    errors: [403],
  }),
  show: get('/os-hosts/{host}', { policy, status: 200, returns: z.object({ host: z.array(Resource) }), errors: [403, 404] }),
  update: put('/os-hosts/{host}', {
    policy,
    late: true,
    body: z.looseObject({ status: z.enum(['enable', 'disable']).optional() }),
    status: 200,
    returns: z.object({}),
    errors: [400, 403, 404],
  }),
});
