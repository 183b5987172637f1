/**
 * Metadata of snapshots. https://docs.openstack.org/api-ref/block-storage/v3/#volume-snapshots-snapshots
 * Follows `cinder/api/v3/snapshot_metadata.py`.
 */
import { snapshotMetadata as table } from '../../contracts/block-storage/snapshots.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { mismatch } from './faults.ts';
import { snapshotFor } from './snapshot-lookup.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';

export const snapshotMetadataHandlers = implement(table, {
  list: async (request) => ({ metadata: (await of(request, request.params.snapshot_id)).metadata }),
  add: async (request) => {
    const snapshot = await of(request, request.params.snapshot_id);
    return { metadata: await save(request, snapshot, { ...snapshot.metadata, ...request.body.metadata }) };
  },
  replace: async (request) => ({ metadata: await save(request, await of(request, request.params.snapshot_id), request.body.metadata) }),
  show: async (request) => {
    const { snapshot_id, key } = request.params;
    const value = (await of(request, snapshot_id)).metadata[key];
    if (value === undefined) throw absent(snapshot_id, key);
    return { meta: { [key]: value } };
  },
  update: async (request) => {
    const { snapshot_id, key } = request.params;
    const { meta } = request.body;
    if (!Object.hasOwn(meta, key)) throw mismatch();
    const snapshot = await of(request, snapshot_id);
    await save(request, snapshot, { ...snapshot.metadata, ...meta });
    return { meta };
  },
  delete: async (request) => {
    const { snapshot_id, key } = request.params;
    const snapshot = await snapshotFor(request, snapshot_id, 'volume:get_snapshot');
    request.enforce({ project_id: snapshot.project_id }, 'volume:get_snapshot_metadata');
    const { [key]: gone, ...others } = snapshot.metadata;
    if (gone === undefined) throw absent(snapshot_id, key);
    request.enforce({ project_id: snapshot.project_id });
    await save(request, snapshot, others);
  },
});

async function of(request: Context, id: string): Promise<Snapshot> {
  const snapshot = await snapshotFor(request, id, 'volume:get_snapshot');
  request.enforce({ project_id: snapshot.project_id });
  return snapshot;
}
const absent = (id: string, key: string): Error => notFound(`Snapshot ${id} has no metadata with key ${key}.`);
async function save({ rows, now }: Context, snapshot: Snapshot, metadata: Record<string, string>): Promise<Record<string, string>> {
  return (await rows.update(snapshots, { ...snapshot, metadata, updated_at: now })).metadata;
}
