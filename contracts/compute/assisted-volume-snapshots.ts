/** What block storage asks of Nova: https://docs.openstack.org/api-ref/compute/#assisted-volume-snapshots-os-assisted-volume-snapshots */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { del, post, resource } from '../operation.ts';
import { strings } from './types.ts';

const filled = z.string().min(1);
const query = { delete_info: strings };

export const assistedVolumeSnapshots = resource({
  create: post('/os-assisted-volume-snapshots', {
    policy: 'os_compute_api:os-assisted-volume-snapshots:create',
    body: z.strictObject({
      snapshot: z.strictObject({
        volume_id: filled,
        create_info: z.strictObject({ snapshot_id: filled, type: z.enum(['qcow2']), new_file: filled, id: filled.optional() }),
      }),
    }),
    status: 200,
    returns: z.object({ snapshot: z.object({ id: z.string().nullable(), volumeId: z.string() }) }),
    errors: [400, 403],
  }),
  delete: del('/os-assisted-volume-snapshots/{snapshot_id}', {
    policy: 'os_compute_api:os-assisted-volume-snapshots:delete',
    query: changes({ '2.1': z.looseObject(query), '2.75': z.strictObject(query) }),
    status: 204,
    errors: [400, 403, 404],
  }),
});
