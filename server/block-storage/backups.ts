/**
 * Backups in a cloud that has no backup service, as a new one has none: they fail. https://docs.openstack.org/api-ref/block-storage/v3/#backups-backups
 * Follows `cinder/api/v3/backups.py`, `cinder/api/contrib/backups.py` and `cinder/backup/api.py`.
 */
import { backups as table } from '../../contracts/block-storage/backups.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { CloudError, badRequest, notFound } from '../core/errors.ts';
import { type Backup, backups, noBackup } from './backup-rows.ts';
import { invalidSnapshot, invalidVolume } from './faults.ts';
import { links, nextPage } from './links.ts';
import { type Columns, booleanIn, filtersOf, findPage, matching } from './listing.ts';
import { namingOf } from './naming.ts';
import type { Paging } from './paging.ts';
import { filtersFor } from './resource-filters.ts';
import { snapshotFor } from './snapshot-lookup.ts';
import { stored, storedOrNull } from './times.ts';
import { isVisible, whose } from './visibility.ts';
import { volumeOf } from './volume-rows.ts';

const COLUMNS: Columns<Backup> = {
  id: 'id',
  user_id: 'user_id',
  project_id: 'project_id',
  volume_id: 'volume_id',
  snapshot_id: 'snapshot_id',
  status: 'status',
  size: 'size',
  container: 'container',
  availability_zone: 'availability_zone',
  display_name: 'name',
  display_description: 'description',
  created_at: 'created_at',
  updated_at: 'updated_at',
};
const noService = (): Error => notFound('Service cinder-backup could not be found.');

export const backupHandlers = implement(table, {
  list: async (request) => {
    const { page, more } = await find(request, request.query, 'backups');
    return { backups: page.map((backup) => summary(request, backup)), ...more };
  },
  listDetail: async (request) => {
    const { page, more } = await find(request, request.query, 'backups/detail');
    return { backups: page.map((backup) => view(request, backup)), ...more };
  },
  create: async (request) => ({ backup: summary(request, await create(request, request.body.backup)) }),
  importRecord: ({ body }) => {
    throw new CloudError(503, `Service ${body['backup-record'].backup_service} could not be found.`);
  },
  show: async (request) => ({ backup: view(request, await backupOf(request, request.params.backup_id)) }),
  update: async (request) => {
    const backup = await backupOf(request, request.params.backup_id);
    const { name, description, metadata }: Change = request.body.backup ?? {};
    const change = { ...namingOf({ name, description }), ...(metadata !== undefined && { metadata }) };
    return { backup: summary(request, await request.rows.update(backups, { ...backup, ...change, updated_at: request.now })) };
  },
  delete: async (request) => {
    const { status } = await backupOf(request, request.params.backup_id);
    if (!['available', 'error'].includes(status)) throw badRequest('Invalid backup: Backup status must be available or error');
    throw noService();
  },
  restore: async (request) => {
    await backupOf(request, request.params.backup_id);
    throw badRequest('Invalid backup: Backup status must be available');
  },
  exportRecord: async (request) => {
    const { status } = await backupOf(request, request.params.backup_id);
    throw badRequest(`Invalid backup: Backup status must be available and not ${status}.`);
  },
  forceDelete: async (request) => {
    await backupOf(request, request.params.backup_id);
    throw noService();
  },
  resetStatus: async (request) => {
    await backupOf(request, request.params.backup_id);
    throw noService();
  },
});

/** Throws 404, 403. */
async function backupOf(request: Context, id: string): Promise<Backup> {
  const backup = await request.rows.get(backups, id);
  if (!backup || !isVisible(request.caller, backup)) throw noBackup(id);
  request.enforce({ project_id: backup.project_id });
  return backup;
}

type Change = Partial<Pick<Wanted, 'name' | 'description'>> & { metadata?: Record<string, string> | undefined };
interface Wanted {
  volume_id: string;
  snapshot_id?: string | null | undefined;
  name?: string | null | undefined;
  description?: string | null | undefined;
  container?: string | null | undefined;
  availability_zone?: string | null | undefined;
  metadata?: Record<string, string> | null | undefined;
  force?: boolean | undefined;
  incremental?: boolean | undefined;
}
/** No service takes it: it ends at once, and the volume stays as it is. Throws 404, 400. */
async function create(request: Context, { volume_id, snapshot_id, name, description, container, availability_zone, metadata, force, incremental }: Wanted) {
  const volume = await volumeOf(request, volume_id);
  request.enforce({ project_id: volume.project_id }, 'volume:get');
  request.enforce({ project_id: volume.project_id });
  const snapshot = snapshot_id ? await snapshotFor(request, snapshot_id, 'volume:get_snapshot') : undefined;
  if (snapshot && snapshot.volume_id !== volume_id) throw invalidVolume(`Volume ${volume_id} does not match with snapshot.volume_id ${snapshot.volume_id}.`);
  if (snapshot && snapshot.status !== 'available')
    throw invalidSnapshot(`Snapshot to be backed up must be available, but the current status is "${snapshot.status}".`);
  if (!snapshot && !['available', 'in-use'].includes(volume.status))
    throw invalidVolume(`Volume to be backed up must be available or in-use, but the current status is "${volume.status}".`);
  if (!snapshot && volume.status === 'in-use' && !force) throw invalidVolume('Backing up an in-use volume must use the force flag.');
  if (incremental) throw badRequest('Invalid backup: No backups available to do an incremental backup.');
  const { world, rows, now, caller } = request;
  return rows.insert(backups, {
    id: world.ids.uuid(),
    name: name?.trim() ?? null,
    description: description?.trim() ?? null,
    project_id: caller.project_id ?? '',
    user_id: caller.user_id,
    volume_id,
    snapshot_id: snapshot?.id ?? null,
    status: 'error',
    size: volume.size,
    container: container ?? null,
    availability_zone: availability_zone ?? null,
    fail_reason: 'Service not found for creating backup.',
    metadata: metadata ?? {},
    data_timestamp: snapshot?.created_at ?? now,
    created_at: now,
    updated_at: now,
  });
}

const ALLOWED = ['name', 'status', 'volume_id'];
async function find(request: Context, query: Paging & Record<string, unknown>, collection: string) {
  const { version, caller, rows } = request;
  const counted = within(version, { since: '3.45' }) && booleanIn(query, 'with_count');
  const { all_tenants, name, 'name~': part, ...said } = filtersFor(request, 'backup', filtersOf(query, 'with_count'), ALLOWED);
  const named = { ...(name !== undefined && { display_name: name }), ...(part !== undefined && { 'display_name~': part }) };
  const filter = matching<Backup>({ ...said, ...named }, COLUMNS);
  const where = whose(caller, boolFromString(all_tenants) === true);
  const columns: Columns<Backup> = within(version, { since: '3.37' }) ? { ...COLUMNS, name: 'name' } : COLUMNS;
  const marker = async (id: string) => {
    const found = await rows.get(backups, id);
    if (!found) throw noBackup(id);
    return found;
  };
  const { page, limit } = await findPage(request, query, { from: backups, columns, where, filter, marker });
  const count = counted ? (await rows.list(backups, { where, filter })).length : undefined;
  return { page, more: { backups_links: nextPage(request, collection, page, limit, count), ...(count !== undefined && { count }) } };
}

const summary = (request: Context, { id, name }: Backup) => ({ id, name, links: links(request, 'backups', id) });
const view = (request: Context, backup: Backup) => ({
  ...summary(request, backup),
  status: backup.status,
  size: backup.size,
  object_count: 0,
  availability_zone: backup.availability_zone,
  container: backup.container,
  created_at: stored(backup.created_at),
  updated_at: storedOrNull(backup.updated_at),
  description: backup.description,
  fail_reason: backup.fail_reason,
  volume_id: backup.volume_id,
  is_incremental: false,
  has_dependent_backups: false,
  snapshot_id: backup.snapshot_id,
  data_timestamp: stored(backup.data_timestamp),
  metadata: backup.metadata,
  ...(request.may('backup:backup_project_attribute') && { 'os-backup-project-attr:project_id': backup.project_id, user_id: backup.user_id }),
});
