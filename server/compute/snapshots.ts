/** Nova's old way to snapshots of volumes. Follows `nova/api/openstack/compute/snapshots.py`. */
import type { z } from 'zod';
import { type Snapshot as View, snapshots as table } from '../../contracts/compute/snapshots.ts';
import { newSnapshot, removeSnapshot, stored } from '../block-storage/for-proxies.ts';
import { type Snapshot, snapshotForServer, snapshotsOfProject, volumeForServer } from '../block-storage/for-servers.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { askCinder, askForSnapshot } from './cinder-client.ts';
import { limited } from './paging.ts';

export const snapshotHandlers = implement(table, {
  list: async (request) => page(request),
  listDetail: async (request) => page(request),
  show: async (request) => ({ snapshot: view(await snapshotOf(request)) }),
  create: async (request) => {
    const { volume_id, force = false, display_name, display_description } = request.body.snapshot;
    const volume = await volumeForServer(request, request.caller, volume_id);
    // upstream makes an unexpected error of it
    if (!volume) throw notFound(`Volume ${volume_id} could not be found.`);
    const wanted = { name: display_name, description: display_description, force };
    return { snapshot: view(await askForSnapshot(request, newSnapshot(request, request.caller, volume, wanted))) };
  },
  delete: async (request) => askCinder(request, removeSnapshot(request, await snapshotOf(request))),
});

type Paged = Context & { query: Parameters<typeof limited>[1] };
const page = async (request: Paged) => ({ snapshots: limited(await snapshotsOfProject(request, request.caller), request.query).map(view) });
async function snapshotOf(request: Context & { params: { id: string } }): Promise<Snapshot> {
  const { id } = request.params;
  const snapshot = await snapshotForServer(request, request.caller, id);
  if (!snapshot) throw notFound(`Snapshot ${id} could not be found.`);
  return snapshot;
}
const view = ({ id, volume_id, status, volume_size, created_at, name, description }: Snapshot): z.input<typeof View> => ({
  id,
  volumeId: volume_id,
  status,
  size: volume_size,
  createdAt: stored(created_at),
  displayName: name,
  displayDescription: description,
});
