/** What can be done to a volume. https://docs.openstack.org/api-ref/block-storage/v3/#volume-actions-volumes-action */
import { z } from 'zod';
import { types, uuid } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { action, resource } from '../operation.ts';
import { knownText, tuple } from './fields.ts';
import { boolean, nullableText, size } from './types.ts';

const PATH = '/volumes/{volume_id}/action';
const late = true as const;
const errors = [400, 403, 404];
const done = { late, status: 202, errors } as const;
const bare = <K extends string>(key: K) => z.strictObject({ [key]: z.unknown() } as { [key in K]: z.ZodUnknown });
const failure = types(['string', 'null', 'boolean'], z.union([z.string(), z.null(), z.boolean()])).optional();

/** One of these words in any letters, or none. @param kind as upstream calls it; @param shown the words as it lists them */
const word = (kind: string, values: readonly string[], shown: string) =>
  knownText(
    (value) => value === '' || values.includes(value.toLowerCase()),
    (value) => `${kind}: ${value} is invalid, valid statuses are: ${shown}.`,
  ).nullish();
const STATUSES = [
  'creating',
  'available',
  'deleting',
  'error',
  'error_deleting',
  'error_managing',
  'managing',
  'attaching',
  'in-use',
  'detaching',
  'maintenance',
  'restoring-backup',
  'error_restoring',
  'reserved',
  'awaiting-transfer',
  'backing-up',
  'error_backing-up',
  'error_extending',
  'downloading',
  'uploading',
  'retyping',
  'extending',
];
const MIGRATIONS = ['migrating', 'error', 'success', 'completing', 'none', 'starting'];
const ATTACHED = ['attached', 'detached'];
const Reset = z
  .strictObject({
    status: word('Volume status', STATUSES, `(${tuple(STATUSES)})`),
    attach_status: word('Volume attach status', ATTACHED, `[${tuple(ATTACHED)}]`),
    migration_status: word('Volume migration status', MIGRATIONS, `(${tuple(MIGRATIONS)})`),
  })
  .refine(({ status, attach_status, migration_status }) => Boolean(status || attach_status || migration_status), {
    params: { text: '', sentence: "Must specify 'status', 'attach_status' or 'migration_status' for update." },
  });

const options = { force_host_copy: boolean.optional(), lock_volume: boolean.optional() };
const Migrate = changes({
  '3.0': z.strictObject({ 'os-migrate_volume': z.strictObject({ host: z.string().max(255), ...options }) }),
  '3.16': z.strictObject({ 'os-migrate_volume': z.strictObject({ host: z.string().max(255).nullish(), ...options, cluster: nullableText() }) }),
});

export const volumeActions = resource({
  extend: action(PATH, 'os-extend', {
    ...done,
    policy: 'volume:extend',
    body: z.strictObject({ 'os-extend': z.strictObject({ new_size: size }) }),
    errors: [...errors, 413],
  }),
  completeExtension: action(PATH, 'os-extend_volume_completion', {
    ...done,
    policy: 'volume_extension:volume_admin_actions:extend_volume_completion',
    body: z.strictObject({ 'os-extend_volume_completion': z.strictObject({ error: failure }) }),
  }),
  updateReadonlyFlag: action(PATH, 'os-update_readonly_flag', {
    ...done,
    policy: 'volume:update_readonly_flag',
    body: z.strictObject({ 'os-update_readonly_flag': z.strictObject({ readonly: boolean }) }),
  }),
  setBootable: action(PATH, 'os-set_bootable', {
    ...done,
    status: 200,
    policy: 'volume:update',
    body: z.strictObject({ 'os-set_bootable': z.strictObject({ bootable: boolean }) }),
  }),
  retype: action(PATH, 'os-retype', {
    ...done,
    policy: 'volume:retype',
    body: z.strictObject({
      'os-retype': z.strictObject({ new_type: z.string(), migration_policy: types(['string', 'null'], z.enum(['on-demand', 'never'])).optional() }),
    }),
  }),
  resetStatus: action(PATH, 'os-reset_status', {
    ...done,
    policy: 'volume_extension:volume_admin_actions:reset_status',
    body: z.strictObject({ 'os-reset_status': Reset }),
  }),
  forceDelete: action(PATH, 'os-force_delete', { ...done, policy: 'volume_extension:volume_admin_actions:force_delete', body: bare('os-force_delete') }),
  /** Leaves it where it is, and forgets it. */
  unmanage: action(PATH, 'os-unmanage', { ...done, plain: true, policy: 'volume_extension:volume_unmanage', body: bare('os-unmanage') }),
  migrate: action(PATH, 'os-migrate_volume', { ...done, policy: 'volume_extension:volume_admin_actions:migrate_volume', body: Migrate }),
  completeMigration: action(PATH, 'os-migrate_volume_completion', {
    ...done,
    status: 200,
    policy: 'volume_extension:volume_admin_actions:migrate_volume_completion',
    body: z.strictObject({ 'os-migrate_volume_completion': z.strictObject({ new_volume: uuid, error: failure }) }),
    returns: z.object({ save_volume_id: z.string() }),
  }),
  reimage: action(PATH, 'os-reimage', {
    ...done,
    since: '3.68',
    policy: 'volume:reimage',
    body: z.strictObject({ 'os-reimage': z.strictObject({ image_id: uuid, reimage_reserved: boolean.optional() }) }),
    errors: [...errors, 409],
  }),
  revert: action(PATH, 'revert', {
    ...done,
    since: '3.40',
    policy: 'volume:revert_to_snapshot',
    body: z.strictObject({ revert: z.looseObject({ snapshot_id: z.string().nullish() }) }),
    errors: [...errors, 409],
  }),
});
