/** Nova's old way to volumes, until 2.35: https://docs.openstack.org/api-ref/compute/#volume-extension-os-volumes-os-snapshots-deprecated */
import { z } from 'zod';
import { flexInteger } from '../json-schema.ts';
import { del, get, post, resource } from '../operation.ts';
import { page } from './types.ts';

const until = '2.35';
const Attachment = z.object({ id: z.string(), volumeId: z.string(), serverId: z.string(), device: z.string().optional() });
export const Volume = z.object({
  id: z.string(),
  status: z.string(),
  size: z.int(),
  availabilityZone: z.string().nullable(),
  createdAt: z.string(),
  /** Of several one is shown; an empty object where it has none. */
  attachments: z.array(z.union([Attachment, z.strictObject({})])),
  displayName: z.string().nullable(),
  displayDescription: z.string().nullable(),
  volumeType: z.string().nullable(),
  snapshotId: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
});
const one = z.object({ volume: Volume });
const many = { query: z.looseObject({ limit: page.limit, offset: page.limit }), status: 200, returns: z.object({ volumes: z.array(Volume) }) } as const;

export const volumes = resource({
  list: get('/os-volumes', { until, policy: 'os_compute_api:os-volumes:list', ...many, errors: [400, 403] }),
  listDetail: get('/os-volumes/detail', { until, policy: 'os_compute_api:os-volumes:detail', ...many, errors: [400, 403] }),
  show: get('/os-volumes/{id}', { until, policy: 'os_compute_api:os-volumes:show', status: 200, returns: one, errors: [403, 404] }),
  create: post('/os-volumes', {
    until,
    policy: 'os_compute_api:os-volumes:create',
    body: z.strictObject({
      volume: z.strictObject({
        volume_type: z.string().optional(),
        metadata: z.looseObject({}).optional(),
        snapshot_id: z.string().optional(),
        size: flexInteger({ min: 1 }),
        availability_zone: z.string().optional(),
        display_name: z.string().optional(),
        display_description: z.string().optional(),
      }),
    }),
    status: 200,
    returns: one,
    headers: ['location'],
    errors: [400, 403, 404],
  }),
  delete: del('/os-volumes/{id}', { until, policy: 'os_compute_api:os-volumes:delete', status: 202, errors: [400, 403, 404] }),
});
