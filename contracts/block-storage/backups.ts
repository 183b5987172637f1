/** https://docs.openstack.org/api-ref/block-storage/v3/#backups-backups */
import { z } from 'zod';
import { type Complaint, isBase64, uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { action, del, get, post, put, resource } from '../operation.ts';
import { description, knownText, tuple } from './fields.ts';
import { Links, boolean, nullableText, optionalUuid, page, text, texts } from './types.ts';

const BackupSummary = z.object({ id: z.string(), name: z.string().nullable(), links: Links });
const Backup = BackupSummary.extend({
  status: z.string(),
  size: z.int(),
  object_count: z.int(),
  availability_zone: z.string().nullable(),
  container: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  description: z.string().nullable(),
  fail_reason: z.string().nullable(),
  volume_id: z.string(),
  is_incremental: z.boolean(),
  has_dependent_backups: z.boolean(),
  snapshot_id: z.string().nullable(),
  data_timestamp: z.string(),
  metadata: since('3.43', z.record(z.string(), z.string())),
  encryption_key_id: since('3.64', z.string().optional()),
  /** For admins. */
  'os-backup-project-attr:project_id': since('3.18', z.string().optional()),
  user_id: since('3.56', z.string().optional()),
});
const NewBackup = z.strictObject({
  volume_id: uuid,
  container: nullableText(),
  description,
  incremental: boolean.optional(),
  force: boolean.optional(),
  name: nullableText(),
  snapshot_id: optionalUuid,
  metadata: since('3.43', texts.nullish()),
  availability_zone: since('3.51', nullableText()),
});
const named = { name: nullableText(), description };
const Changed = changes({ '3.9': z.strictObject(named).nullable(), '3.43': z.strictObject({ ...named, metadata: texts.optional() }).nullable() });

const STATUSES = ['available', 'error'];
const status = knownText(
  (value) => STATUSES.includes(value.toLowerCase()),
  (value) => `Backup status: ${value} is invalid, valid statuses are: [${tuple(STATUSES)}].`,
);
const query = page.extend({ with_count: since('3.45', text.optional()) });
const links = { backups_links: Links.optional(), count: since('3.45', z.int().optional()) };
const path = '/backups/{backup_id}';
const errors = [400, 403, 404];
const returns = z.object({ backup: BackupSummary });

export const backups = resource({
  list: get('/backups', {
    policy: 'backup:get_all',
    query,
    status: 200,
    returns: z.object({ backups: z.array(BackupSummary), ...links }),
    errors: [400, 404],
  }),
  listDetail: get('/backups/detail', {
    policy: 'backup:get_all',
    query,
    status: 200,
    returns: z.object({ backups: z.array(Backup), ...links }),
    errors: [400, 404],
  }),
  create: post('/backups', {
    policy: 'backup:create',
    late: true,
    body: z.strictObject({ backup: NewBackup }),
    status: 202,
    returns,
    errors: [...errors, 413, 503],
  }),
  importRecord: post('/backups/import_record', {
    policy: 'backup:backup-import',
    body: z.strictObject({
      'backup-record': z.strictObject({
        backup_service: z.string().max(255),
        backup_url: z
          .string()
          .min(1)
          .refine(isBase64, { params: { text: "is not a 'base64'" } satisfies Complaint['params'] }),
      }),
    }),
    status: 201,
    returns,
    errors: [400, 403, 503],
  }),
  show: get(path, { policy: 'backup:get', late: true, status: 200, returns: z.object({ backup: Backup }), errors: [404] }),
  update: put(path, { since: '3.9', policy: 'backup:update', late: true, body: z.strictObject({ backup: Changed }), status: 200, returns, errors }),
  delete: del(path, { policy: 'backup:delete', late: true, status: 202, errors }),
  restore: post(`${path}/restore`, {
    policy: 'backup:restore',
    late: true,
    body: z.strictObject({ restore: z.strictObject({ name: nullableText(), volume_id: optionalUuid }).nullable() }),
    status: 202,
    returns: z.object({ restore: z.object({ backup_id: z.string(), volume_id: z.string(), volume_name: z.string() }) }),
    errors: [...errors, 413],
  }),
  exportRecord: get(`${path}/export_record`, {
    policy: 'backup:export-import',
    late: true,
    status: 200,
    returns: z.object({ 'backup-record': z.object({ backup_service: z.string(), backup_url: z.string() }) }),
    errors,
  }),
  forceDelete: action(`${path}/action`, 'os-force_delete', {
    policy: 'volume_extension:backup_admin_actions:force_delete',
    late: true,
    body: z.looseObject({ 'os-force_delete': z.unknown() }),
    status: 202,
    errors,
  }),
  resetStatus: action(`${path}/action`, 'os-reset_status', {
    policy: 'volume_extension:backup_admin_actions:reset_status',
    late: true,
    body: z.strictObject({ 'os-reset_status': z.strictObject({ status }) }),
    status: 202,
    errors,
  }),
});
