/** https://docs.openstack.org/api-ref/block-storage/v3/#group-snapshots-group-snapshots */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { action, del, get, post, resource } from '../operation.ts';
import { description, knownText, tuple } from './fields.ts';
import { Links, nullableText, page } from './types.ts';

const GroupSnapshotSummary = z.object({ id: z.string(), name: z.string().nullable() });
const GroupSnapshot = GroupSnapshotSummary.extend({
  group_id: z.string(),
  group_type_id: z.string(),
  status: z.string(),
  created_at: z.string(),
  description: z.string().nullable(),
  /** For admins. */
  project_id: since('3.58', z.string().optional()),
});
const STATUSES = ['error', 'available', 'creating', 'deleting', 'deleted', 'updating', 'error_deleting'];
const status = knownText(
  (value) => STATUSES.includes(value.toLowerCase()),
  (value) => {
    const invalid = `Group snapshot status: ${value} is invalid, valid statuses are: (${tuple(STATUSES)}).`;
    return `Invalid GroupSnapshot Status: ${value.trim() === '' ? "The 'status' can not be empty." : invalid}`;
  },
);
const path = '/group_snapshots/{group_snapshot_id}';
const errors = [400, 403, 404];

export const groupSnapshots = resource({
  list: get('/group_snapshots', {
    since: '3.14',
    policy: 'group:get_all_group_snapshots',
    query: page,
    status: 200,
    returns: z.object({ group_snapshots: z.array(GroupSnapshotSummary), group_snapshot_links: Links.optional() }),
    errors: [400, 404],
  }),
  listDetail: get('/group_snapshots/detail', {
    since: '3.14',
    policy: 'group:get_all_group_snapshots',
    query: page,
    status: 200,
    returns: z.object({ group_snapshots: z.array(GroupSnapshot), group_snapshot_links: Links.optional() }),
    errors: [400, 404],
  }),
  create: post('/group_snapshots', {
    since: '3.14',
    policy: 'group:create_group_snapshot',
    late: true,
    body: z.strictObject({ group_snapshot: z.strictObject({ group_id: uuid, name: nullableText(), description }) }),
    status: 202,
    returns: z.object({ group_snapshot: GroupSnapshotSummary.extend({ group_type_id: z.string() }) }),
    errors: [...errors, 413],
  }),
  show: get(path, {
    since: '3.14',
    policy: 'group:get_group_snapshot',
    late: true,
    status: 200,
    returns: z.object({ group_snapshot: GroupSnapshot }),
    errors: [400, 404],
  }),
  delete: del(path, { since: '3.14', policy: 'group:delete_group_snapshot', late: true, plain: true, status: 202, errors }),
  resetStatus: action(`${path}/action`, 'reset_status', {
    since: '3.19',
    policy: 'group:reset_group_snapshot_status',
    late: true,
    body: z.strictObject({ reset_status: z.strictObject({ status }) }),
    plain: true,
    status: 202,
    errors,
  }),
});
