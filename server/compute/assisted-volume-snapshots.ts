/** Snapshots of volumes that Nova is to help with. Follows `nova/api/openstack/compute/assisted_volume_snapshots.py`. No server has such a volume. */
import { assistedVolumeSnapshots as table } from '../../contracts/compute/assisted-volume-snapshots.ts';
import { implement } from '../core/context.ts';
import { type CloudError, badRequest } from '../core/errors.ts';

const unattached = (volume: unknown): CloudError => badRequest(`No volume Block Device Mapping with id ${String(volume)}.`);

export const assistedVolumeSnapshotHandlers = implement(table, {
  create: ({ body }) => {
    throw unattached(body.snapshot.volume_id);
  },
  delete: ({ query }) => {
    const text = query.delete_info?.at(-1);
    if (text === undefined) throw badRequest("'delete_info'");
    const info = parsed(text);
    if (!('volume_id' in info)) throw badRequest("'volume_id'");
    throw unattached(info.volume_id);
  },
});
/** Throws 400, as Python's parser begins to complain. */
function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    throw badRequest('Expecting value: line 1 column 1 (char 0)');
  }
  throw badRequest("'volume_id'");
}
