/** Finding the volume or the snapshot that a request names. `nova/volume/cinder.py: get, get_snapshot` */
import { type Snapshot, type Volume, snapshotForServer, volumeForServer } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { notFound } from '../core/errors.ts';

/** Throws 404 where there is none, or none for the caller. */
export async function volumeNamed(request: Context, id: string): Promise<Volume> {
  const volume = await volumeForServer(request, request.caller, id);
  if (!volume) throw notFound(`Volume ${id} could not be found.`);
  return volume;
}
/** Throws 404 where there is none, or none for the caller. */
export async function snapshotNamed(request: Context, id: string): Promise<Snapshot> {
  const snapshot = await snapshotForServer(request, request.caller, id);
  if (!snapshot) throw notFound(`Snapshot ${id} could not be found.`);
  return snapshot;
}
