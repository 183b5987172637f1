/** Nova's old way to snapshots of volumes, until 2.35: https://docs.openstack.org/api-ref/compute/#volume-extension-os-volumes-os-snapshots-deprecated */
import { z } from 'zod';
import { flexBoolean } from '../json-schema.ts';
import { del, get, post, resource } from '../operation.ts';
import { page } from './types.ts';

const until = '2.35';
export const Snapshot = z.object({
  id: z.string(),
  volumeId: z.string(),
  status: z.string(),
  size: z.int(),
  createdAt: z.string(),
  displayName: z.string().nullable(),
  displayDescription: z.string().nullable(),
});
const one = z.object({ snapshot: Snapshot });
const many = { query: z.looseObject({ limit: page.limit, offset: page.limit }), status: 200, returns: z.object({ snapshots: z.array(Snapshot) }) } as const;

export const snapshots = resource({
  list: get('/os-snapshots', { until, policy: 'os_compute_api:os-volumes:snapshots:list', ...many, errors: [400, 403] }),
  listDetail: get('/os-snapshots/detail', { until, policy: 'os_compute_api:os-volumes:snapshots:detail', ...many, errors: [400, 403] }),
  show: get('/os-snapshots/{id}', { until, policy: 'os_compute_api:os-volumes:snapshots:show', status: 200, returns: one, errors: [403, 404] }),
  create: post('/os-snapshots', {
    until,
    policy: 'os_compute_api:os-volumes:snapshots:create',
    body: z.strictObject({
      snapshot: z.strictObject({
        volume_id: z.string(),
        force: flexBoolean.optional(),
        display_name: z.string().optional(),
        display_description: z.string().optional(),
      }),
    }),
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  delete: del('/os-snapshots/{id}', { until, policy: 'os_compute_api:os-volumes:snapshots:delete', status: 202, errors: [403, 404] }),
});
