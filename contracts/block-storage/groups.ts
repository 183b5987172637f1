/** https://docs.openstack.org/api-ref/block-storage/v3/#generic-volume-groups-groups */
import { z } from 'zod';
import { type Complaint, uuid } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { action, get, post, put, resource } from '../operation.ts';
import { description, knownText, oneOfMembers, tuple } from './fields.ts';
import { Links, boolean, nullableText, page, text } from './types.ts';

const GroupSummary = z.object({ id: z.string(), name: z.string().nullable() });
const Group = GroupSummary.extend({
  status: z.string(),
  availability_zone: z.string().nullable(),
  created_at: z.string(),
  description: z.string().nullable(),
  group_type: z.string(),
  volume_types: z.array(z.string()),
  group_snapshot_id: since('3.14', z.string().nullable()),
  source_group_id: since('3.14', z.string().nullable()),
  /** Where the query says `list_volume`. */
  volumes: since('3.25', z.array(z.string()).optional()),
  replication_status: since('3.38', z.string().nullable()),
  /** For admins. */
  project_id: since('3.58', z.string().optional()),
});
const blank: Complaint = { params: { text: "is not a 'group_type'" } };
const NewGroup = z.strictObject({
  description,
  group_type: z.string().refine((name) => name.trim() !== '', blank),
  name: nullableText(),
  volume_types: z
    .array(z.string().max(255))
    .min(1)
    .refine((types) => new Set(types).size === types.length, { params: { text: 'has non-unique elements' } }),
  availability_zone: z.string().nullish(),
});
/** Ids of volumes, with commas between them. */
const volumes = description;
const changed = z.strictObject({ description, name: nullableText(), add_volumes: volumes, remove_volumes: volumes });
const source = z.strictObject({ description, name: nullableText(), source_group_id: uuid.optional(), group_snapshot_id: uuid.optional() });

const STATUSES = ['error', 'available', 'creating', 'deleting', 'deleted', 'updating', 'in-use', 'error_deleting'];
const status = knownText(
  // upstream looks into the list of the group snapshots
  (value) => value !== 'in-use' && STATUSES.includes(value.toLowerCase()),
  (value) => {
    const invalid = `Group status: ${value} is invalid, valid status are: (${tuple(STATUSES)}).`;
    return `Invalid Group Status: ${value.trim() === '' ? "The 'status' can not be empty." : invalid}`;
  },
);

const path = '/groups/{group_id}';
const errors = [400, 403, 404];
const query = page.extend({ list_volume: since('3.25', text.optional()) });
const returns = z.object({ group: GroupSummary });
const nothing = z.record(z.string(), z.unknown());
const replication = { since: '3.38', late: true, plain: true, status: 202, errors } as const;

export const groups = resource({
  list: get('/groups', {
    since: '3.13',
    policy: 'group:get_all',
    query,
    status: 200,
    returns: z.object({ groups: z.array(GroupSummary), group_links: Links.optional() }),
    errors: [400, 404],
  }),
  listDetail: get('/groups/detail', {
    since: '3.13',
    policy: 'group:get_all',
    query,
    status: 200,
    returns: z.object({ groups: z.array(Group), group_links: Links.optional() }),
    errors: [400, 404],
  }),
  create: post('/groups', {
    since: '3.13',
    policy: 'group:create',
    late: true,
    body: z.strictObject({ group: NewGroup }),
    status: 202,
    returns,
    errors: [...errors, 413],
  }),
  createFromSource: action('/groups/action', 'create-from-src', {
    since: '3.14',
    policy: 'group:create',
    late: true,
    body: z.strictObject({
      'create-from-src': source.refine((one) => Object.hasOwn(one, 'group_snapshot_id') !== Object.hasOwn(one, 'source_group_id'), {
        params: { text: 'is not valid under any of the given schemas' },
      }),
    }),
    status: 202,
    returns,
    errors: [...errors, 413],
  }),
  show: get(path, {
    since: '3.13',
    policy: 'group:get',
    late: true,
    query: z.looseObject({ list_volume: text.optional() }),
    status: 200,
    returns: z.object({ group: Group }),
    errors: [400, 404],
  }),
  update: put(path, {
    since: '3.13',
    policy: 'group:update',
    late: true,
    body: z.strictObject({ group: oneOfMembers(changed, ['name', 'description', 'add_volumes', 'remove_volumes']) }),
    plain: true,
    status: 202,
    errors,
  }),
  delete: action(`${path}/action`, 'delete', {
    since: '3.13',
    policy: 'group:delete',
    late: true,
    body: z.strictObject({ delete: z.strictObject({ 'delete-volumes': boolean.optional() }) }),
    plain: true,
    status: 202,
    errors,
  }),
  resetStatus: action(`${path}/action`, 'reset_status', {
    since: '3.20',
    policy: 'group:reset_status',
    late: true,
    body: z.strictObject({ reset_status: z.strictObject({ status }) }),
    plain: true,
    status: 202,
    errors,
  }),
  enableReplication: action(`${path}/action`, 'enable_replication', {
    ...replication,
    policy: 'group:enable_replication',
    body: z.strictObject({ enable_replication: nothing }),
  }),
  disableReplication: action(`${path}/action`, 'disable_replication', {
    ...replication,
    policy: 'group:disable_replication',
    body: z.strictObject({ disable_replication: nothing }),
  }),
  failoverReplication: action(`${path}/action`, 'failover_replication', {
    ...replication,
    policy: 'group:failover_replication',
    body: z.strictObject({ failover_replication: z.strictObject({ allow_attached_volume: boolean.optional(), secondary_backend_id: nullableText() }) }),
  }),
  listReplicationTargets: action(`${path}/action`, 'list_replication_targets', {
    ...replication,
    policy: 'group:list_replication_targets',
    body: z.strictObject({ list_replication_targets: nothing }),
    status: 200,
    returns: z.object({ volume_id: z.string().optional(), targets: z.array(z.unknown()).optional() }),
  }),
});
