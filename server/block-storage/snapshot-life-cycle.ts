/** What happens to snapshots without anybody asking. Follows `cinder/volume/manager.py: create_snapshot, delete_snapshot`. */
import { GONE, type LifeCycle } from '../core/lifecycle.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';

export const snapshotLifeCycle: LifeCycle<Snapshot> = {
  kind: 'snapshot',
  noun: 'snapshots',
  load: async ({ rows }, id) => rows.get(snapshots, id),
  save: async ({ rows }, snapshot) => rows.update(snapshots, snapshot),
  processes: {
    create: [{ name: 'creating', end: (snapshot, { now }) => void Object.assign(snapshot, { status: 'available', progress: '100%', updated_at: now }) }],
    delete: [
      {
        name: 'deleting',
        async end(snapshot, { rows }) {
          await rows.remove(snapshots, snapshot.id);
          return GONE;
        },
      },
    ],
  },
  fail(snapshot, { now }, process) {
    Object.assign(snapshot, { status: process === 'delete' ? 'error_deleting' : 'error', updated_at: now });
  },
};
