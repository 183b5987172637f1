/** Nova's old way to snapshots of volumes. Follows `nova/api/openstack/compute/snapshots.py`. */
import type { z } from 'zod';
import { type Snapshot as View, snapshots as table } from '../../contracts/compute/snapshots.ts';
import { newSnapshot, removeSnapshot, stored } from '../block-storage/for-proxies.ts';
import { type Snapshot, snapshotsOfProject } from '../block-storage/for-servers.ts';
import { type Context, implement } from '../core/context.ts';
import { askCinder, askForSnapshot } from './cinder-client.ts';
import { type Page, limited } from './paging.ts';
import { snapshotNamed, volumeNamed } from './volume-lookup.ts';

export const snapshotHandlers = implement(table, {
  list: async (request) => page(request),
  listDetail: async (request) => page(request),
  show: async (request) => ({ snapshot: view(await snapshotNamed(request, request.params.id)) }),
  create: async (request) => {
    const { volume_id, force = false, display_name, display_description } = request.body.snapshot;
    // upstream makes an unexpected error of one that is not there
    const volume = await volumeNamed(request, volume_id);
    const wanted = { name: display_name, description: display_description, force };
    return { snapshot: view(await askForSnapshot(request, newSnapshot(request, request.caller, volume, wanted))) };
  },
  delete: async (request) => askCinder(request, removeSnapshot(request, await snapshotNamed(request, request.params.id))),
});

const page = async (request: Context & { query: Page }) => ({ snapshots: limited(await snapshotsOfProject(request, request.caller), request.query).map(view) });
const view = ({ id, volume_id, status, volume_size, created_at, name, description }: Snapshot): z.input<typeof View> => ({
  id,
  volumeId: volume_id,
  status,
  size: volume_size,
  createdAt: stored(created_at),
  displayName: name,
  displayDescription: description,
});
