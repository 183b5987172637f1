/** https://docs.openstack.org/api-ref/block-storage/v3/#volume-snapshots-snapshots */
import { z } from 'zod';
import type { Complaint } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { action, del, get, post, put, resource } from '../operation.ts';
import { description, knownText, oneOfMembers, single, slashless, tuple } from './fields.ts';
import { Links, boolean, nullableText, optionalUuid, page, text, texts } from './types.ts';

const SnapshotSummary = z.object({
  id: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  volume_id: z.string(),
  status: z.string(),
  size: z.int(),
  metadata: z.record(z.string(), z.string()),
});
const Snapshot = SnapshotSummary.extend({
  group_snapshot_id: since('3.14', z.string().nullable()),
  user_id: since('3.41', z.string().nullable()),
  consumes_quota: since('3.65', z.boolean()),
  /** Not in the answer to a change. */
  'os-extended-snapshot-attributes:project_id': z.string().optional(),
  'os-extended-snapshot-attributes:progress': z.string().nullable().optional(),
});
const NewSnapshot = z.strictObject({
  name: nullableText(),
  display_name: nullableText(),
  description,
  volume_id: optionalUuid.unwrap(),
  force: boolean.optional(),
  metadata: texts.nullish(),
});
const changed = z.strictObject({ name: nullableText(), description, display_name: nullableText(), display_description: description });

const query = page.extend({ with_count: since('3.45', text.optional()) });
const links = { snapshots_links: Links.optional(), count: since('3.45', z.int().optional()) };
const path = '/snapshots/{snapshot_id}';
const errors = [400, 403, 404];
const returns = z.object({ snapshot: Snapshot });

const STATUSES = ['error', 'available', 'creating', 'deleting', 'deleted', 'updating', 'error_deleting', 'unmanaging', 'backing-up', 'restoring'];
const status = knownText(
  (value) => STATUSES.includes(value.toLowerCase()),
  (value) => `Snapshot status: ${value} is invalid, valid statuses are: (${tuple(STATUSES)}).`,
);
const progress = z.unknown().superRefine((value, context) => {
  const said = typeof value === 'string' ? value : '';
  const share = /^\s*[+-]?\d+\s*$/.test(said.slice(0, -1)) ? Number(said.slice(0, -1)) : undefined;
  const wrong = share === undefined ? '' : share < 0 || share > 100 || !said.endsWith('%') ? ' between 0 and 100' : undefined;
  const sentence = `Invalid input received: progress must be an integer percentage${wrong}`;
  if (value && wrong !== undefined) context.addIssue({ code: 'custom', params: { text: '', sentence } satisfies Complaint['params'] });
});

export const snapshots = resource({
  list: get('/snapshots', {
    policy: 'volume:get_all_snapshots',
    query,
    status: 200,
    returns: z.object({ snapshots: z.array(SnapshotSummary), ...links }),
    errors: [400, 404],
  }),
  listDetail: get('/snapshots/detail', {
    policy: 'volume:get_all_snapshots',
    query,
    status: 200,
    returns: z.object({ snapshots: z.array(Snapshot), ...links }),
    errors: [400, 404],
  }),
  /** `force` is for volumes in use; from 3.66 on all may be. */
  create: post('/snapshots', {
    policy: 'volume:create_snapshot',
    late: true,
    body: z.strictObject({ snapshot: NewSnapshot }),
    status: 202,
    returns,
    errors: [...errors, 413],
  }),
  show: get(path, { policy: 'volume:get_snapshot', late: true, status: 200, returns, errors: [404] }),
  update: put(path, {
    policy: 'volume:update_snapshot',
    late: true,
    body: z.strictObject({ snapshot: oneOfMembers(changed, ['name', 'description', 'display_name', 'display_description']) }),
    status: 200,
    returns,
    errors,
  }),
  delete: del(path, { policy: 'volume:delete_snapshot', late: true, plain: true, status: 202, errors }),
  resetStatus: action(`${path}/action`, 'os-reset_status', {
    policy: 'volume_extension:snapshot_admin_actions:reset_status',
    late: true,
    body: z.strictObject({ 'os-reset_status': z.strictObject({ status }) }),
    status: 202,
    errors,
  }),
  forceDelete: action(`${path}/action`, 'os-force_delete', {
    policy: 'volume_extension:snapshot_admin_actions:force_delete',
    late: true,
    body: z.looseObject({ 'os-force_delete': z.unknown() }),
    status: 202,
    errors,
  }),
  /** For what makes snapshots of volumes in use: a hypervisor. */
  updateStatus: action(`${path}/action`, 'os-update_snapshot_status', {
    policy: 'snapshot_extension:snapshot_actions:update_snapshot_status',
    late: true,
    body: z.strictObject({ 'os-update_snapshot_status': z.strictObject({ status: z.string(), progress: progress.optional() }) }),
    plain: true,
    status: 202,
    errors,
  }),
  unmanage: action(`${path}/action`, 'os-unmanage', {
    policy: 'snapshot_extension:snapshot_unmanage',
    late: true,
    body: z.strictObject({ 'os-unmanage': z.unknown() }),
    plain: true,
    status: 202,
    errors,
  }),
});

const metadata = `${path}/metadata` as const;
const Metadata = z.object({ metadata: z.record(z.string(), z.string()) });
const Item = z.object({ meta: z.record(z.string(), z.string()) });
const update = { policy: 'volume:update_snapshot_metadata', late: true, status: 200, errors } as const;

export const snapshotMetadata = resource({
  list: get(metadata, { policy: 'volume:get_snapshot_metadata', late: true, status: 200, returns: Metadata, errors: [403, 404] }),
  add: post(metadata, { ...update, body: z.looseObject({ metadata: slashless }), returns: Metadata }),
  replace: put(metadata, { ...update, body: z.looseObject({ metadata: slashless }), returns: Metadata }),
  show: get(`${metadata}/{key}`, { policy: 'volume:get_snapshot_metadata', late: true, status: 200, returns: Item, errors: [403, 404] }),
  update: put(`${metadata}/{key}`, { ...update, body: z.looseObject({ meta: single(slashless) }), returns: Item }),
  delete: del(`${metadata}/{key}`, { policy: 'volume:delete_snapshot_metadata', late: true, plain: true, status: 200, errors: [403, 404] }),
});
