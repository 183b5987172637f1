/** What happens to groups and their snapshots without anybody asking. Follows `cinder/volume/manager.py: create_group, update_group, delete_group`. */
import { GONE, type LifeCycle, StepFailed } from '../core/lifecycle.ts';
import { type Group, type GroupSnapshot, groupSnapshots, groups, volumesIn } from './group-rows.ts';
import { isOfConsistency } from './group-type-rows.ts';
import { snapshots } from './snapshot-rows.ts';
import { vanish } from './volume-life-cycle.ts';

export const groupLifeCycle: LifeCycle<Group> = {
  kind: 'group',
  noun: 'groups',
  load: async ({ rows }, id) => rows.get(groups, id),
  save: async ({ rows }, group) => rows.update(groups, group),
  processes: {
    create: [
      {
        name: 'creating',
        // the backend cannot snapshot volumes at one moment
        end: async (group, scope) => {
          const status = (await isOfConsistency(scope, group.group_type_id)) ? 'error' : 'available';
          Object.assign(group, { status, updated_at: scope.now });
        },
      },
    ],
    update: [{ name: 'updating', end: (group, { now }) => void Object.assign(group, { status: 'available', updated_at: now }) }],
    delete: [
      {
        name: 'deleting',
        end: async (group, scope) => {
          // nor can it take such a group away
          if (await isOfConsistency(scope, group.group_type_id)) throw new StepFailed();
          for (const volume of await volumesIn(scope, group.id)) await vanish(volume, scope);
          await scope.rows.remove(groups, group.id);
          return GONE;
        },
      },
    ],
  },
  fail: (group, { now }) => {
    Object.assign(group, { status: 'error', updated_at: now });
  },
};

export const groupSnapshotLifeCycle: LifeCycle<GroupSnapshot> = {
  kind: 'group-snapshot',
  noun: 'group_snapshots',
  load: async ({ rows }, id) => rows.get(groupSnapshots, id),
  save: async ({ rows }, snapshot) => rows.update(groupSnapshots, snapshot),
  processes: {
    create: [{ name: 'creating', end: (snapshot, { now }) => void Object.assign(snapshot, { status: 'available', updated_at: now }) }],
    delete: [
      {
        name: 'deleting',
        end: async (snapshot, { rows }) => {
          for (const { id } of await rows.list(snapshots, { where: { group_snapshot_id: snapshot.id } })) await rows.remove(snapshots, id);
          await rows.remove(groupSnapshots, snapshot.id);
          return GONE;
        },
      },
    ],
  },
  fail: (snapshot, { now }, process) => {
    Object.assign(snapshot, { status: process === 'delete' ? 'error_deleting' : 'error', updated_at: now });
  },
};
