/**
 * Snapshots of volumes. https://docs.openstack.org/api-ref/block-storage/v3/#volume-snapshots-snapshots
 * Follows `cinder/api/v3/snapshots.py`, `cinder/api/contrib/admin_actions.py`, `snapshot_actions.py` and `snapshot_unmanage.py`.
 */
import type { z } from 'zod';
import { snapshots as table } from '../../contracts/block-storage/snapshots.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { namingOf } from './naming.ts';
import { newSnapshot, removeSnapshot } from './new-snapshot.ts';
import { findSnapshots } from './snapshot-list.ts';
import { snapshotFor } from './snapshot-lookup.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';
import { stored, storedOrNull } from './times.ts';
import { noVolume, volumeOf } from './volume-rows.ts';

const FORCE_IS_OLD =
  "Since microversion 3.66 the 'force' flag is invalid for this request.  For backward compatability, however, when the 'force' flag is passed with a value evaluating to True, it is silently ignored.";
const allInUse = { since: '3.66' } as const;
/** What a snapshot may become by way of a hypervisor. */
const NEXT: Record<string, readonly string[]> = { creating: ['creating', 'available', 'error'], deleting: ['deleting', 'error_deleting'] };

export const snapshotHandlers = implement(table, {
  list: async (request) => {
    const { page, links } = await findSnapshots(request, request.query, 'snapshots');
    return { snapshots: page.map(summary), ...links };
  },
  listDetail: async (request) => {
    const { page, links } = await findSnapshots(request, request.query, 'snapshots/detail');
    return { snapshots: page.map((snapshot) => ({ ...view(snapshot), ...extended(request, snapshot) })), ...links };
  },
  create: async (request) => {
    const { volume_id, force, metadata, ...said } = request.body.snapshot;
    if (!volume_id) throw noVolume('None');
    const volume = await volumeOf(request, volume_id);
    request.enforce({ project_id: volume.project_id }, 'volume:get');
    const inUse = within(request.version, allInUse);
    if (inUse && force === false) throw badRequest(FORCE_IS_OLD);
    request.enforce({ project_id: volume.project_id });
    const wanted = { ...namingOf(said), metadata, force: inUse || force === true };
    return { snapshot: view(await newSnapshot(request, request.caller, volume, wanted)) };
  },
  show: async (request) => {
    const snapshot = await snapshotFor(request, request.params.snapshot_id);
    return { snapshot: { ...view(snapshot), ...extended(request, snapshot) } };
  },
  update: async (request) => {
    const snapshot = await snapshotFor(request, request.params.snapshot_id);
    return { snapshot: view(await save(request, { ...snapshot, ...namingOf(request.body.snapshot) })) };
  },
  delete: async (request) => {
    const snapshot = await snapshotFor(request, request.params.snapshot_id, 'volume:get_snapshot');
    request.enforce({ project_id: snapshot.project_id });
    await removeSnapshot(request, snapshot);
  },
  resetStatus: async (request) => {
    const snapshot = await snapshotFor(request, request.params.snapshot_id);
    await save(request, { ...snapshot, status: request.body['os-reset_status'].status.toLowerCase() });
  },
  forceDelete: async (request) => removeSnapshot(request, await snapshotFor(request, request.params.snapshot_id), { force: true }),
  updateStatus: async (request) => {
    const { status, progress } = request.body['os-update_snapshot_status'];
    const snapshot = await snapshotFor(request, request.params.snapshot_id);
    const next = NEXT[snapshot.status];
    if (!next) throw badRequest(`Snapshot status ${snapshot.status} not allowed for update_snapshot_status`);
    if (!next.includes(status)) throw badRequest(`Provided snapshot status ${status} not allowed for snapshot with status ${snapshot.status}.`);
    await save(request, { ...snapshot, status, ...(progress ? { progress: String(progress) } : {}) });
  },
  unmanage: async (request) => removeSnapshot(request, await snapshotFor(request, request.params.snapshot_id), { end: 'unmanaging' }),
});

const save = async ({ rows, now }: Context, snapshot: Snapshot): Promise<Snapshot> => rows.update(snapshots, { ...snapshot, updated_at: now });

const summary = ({ id, created_at, updated_at, name, description, volume_id, status, volume_size, metadata }: Snapshot) => ({
  id,
  created_at: stored(created_at),
  updated_at: storedOrNull(updated_at),
  name,
  description,
  volume_id,
  status,
  size: volume_size,
  metadata,
});
type View = z.output<typeof table.show.returns>['snapshot'];
const view = (snapshot: Snapshot): View => ({
  ...summary(snapshot),
  group_snapshot_id: snapshot.group_snapshot_id,
  user_id: snapshot.user_id,
  consumes_quota: true,
});
const extended = ({ may }: Context, { project_id, progress }: Snapshot): Partial<View> =>
  may('volume_extension:extended_snapshot_attributes')
    ? { 'os-extended-snapshot-attributes:project_id': project_id, 'os-extended-snapshot-attributes:progress': progress }
    : {};
