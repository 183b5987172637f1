/**
 * How much a project may have, and how much it has. Follows `cinder/quota.py`, `cinder/quota_utils.py: process_reserve_over_quota`.
 */
import { CloudError } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { snapshots } from './snapshot-rows.ts';
import { type VolumeType, volumeTypes } from './volume-type-rows.ts';
import { volumes } from './volume-rows.ts';

/** -1 is without limit. Of each volume type there are `volumes_NAME`, `snapshots_NAME` and `gigabytes_NAME` besides, without limit unless one is set. */
const DEFAULT_LIMITS: Readonly<Record<string, number>> = {
  volumes: 10,
  per_volume_gigabytes: -1,
  snapshots: 10,
  gigabytes: 1000,
  backups: 10,
  backup_gigabytes: 1000,
  groups: 10,
};
/** The limits that were set: of a project (its id), of the default class (`class/default`). */
export interface Quota {
  id: string;
  limits: Record<string, number>;
}
export const quotas = collection<Quota>('blockstorage_quotas');
const DEFAULT_CLASS = 'class/default';

/** Of the class: what projects have that have none of their own. */
export const classLimits = async ({ rows }: Pick<Scope, 'rows'>, id = DEFAULT_CLASS): Promise<Record<string, number>> => ({
  ...DEFAULT_LIMITS,
  ...(await rows.get(quotas, id))?.limits,
});
export async function limitsFor(scope: Pick<Scope, 'rows'>, projectId: string): Promise<Record<string, number>> {
  return { ...(await classLimits(scope)), ...(await scope.rows.get(quotas, projectId))?.limits };
}

/** What a project has: `volumes`, `gigabytes` (of volumes and snapshots), `snapshots`, and each of them by type, as `volumes_NAME`. */
export async function usageOf({ rows }: Pick<Scope, 'rows'>, project_id: string): Promise<Record<string, number>> {
  const names = new Map((await rows.list(volumeTypes)).map(({ id, name }) => [id, name]));
  const used: Record<string, number> = { volumes: 0, gigabytes: 0, snapshots: 0 };
  const add = (resource: string, type: string, amount: number): void => {
    for (const key of [resource, `${resource}_${names.get(type)}`]) used[key] = (used[key] ?? 0) + amount;
  };
  for (const { volume_type_id, size } of await rows.list(volumes, { where: { project_id } })) {
    add('volumes', volume_type_id, 1);
    add('gigabytes', volume_type_id, size);
  }
  for (const { volume_type_id, volume_size } of await rows.list(snapshots, { where: { project_id } })) {
    add('snapshots', volume_type_id, 1);
    add('gigabytes', volume_type_id, volume_size);
  }
  return used;
}

/** An answer 413. `exception` is upstream's name of it, which is said with it. */
export const exceeded = (exception: string, message: string): CloudError =>
  new CloudError(413, `${exception}: ${message}`, { headers: { 'Retry-After': '0' } });

/** Throws 413 for a volume that is larger than any may be. */
export async function checkVolumeSize(scope: Pick<Scope, 'rows'>, projectId: string, size: number): Promise<void> {
  const { per_volume_gigabytes: limit = -1 } = await limitsFor(scope, projectId);
  if (limit >= 0 && size > limit) throw exceeded('VolumeSizeExceedsLimit', `Requested volume size ${size}G is larger than maximum allowed limit ${limit}G.`);
}

/** What is asked for besides what a project has. */
export interface Wanted {
  volumes?: number;
  snapshots?: number;
  gigabytes?: number;
}
const LIMIT_EXCEPTIONS: Record<string, string> = { volumes: 'VolumeLimitExceeded', snapshots: 'SnapshotLimitExceeded' };

/** Throws 413 where a project may not have so much more. */
export async function checkQuota(scope: Pick<Scope, 'rows'>, projectId: string, type: Pick<VolumeType, 'name'>, wanted: Wanted): Promise<void> {
  await check(scope, projectId, Object.entries(wanted), wanted);
  await checkQuotaOfType(scope, projectId, type, wanted);
}
/** The same for what it may have of one type. */
export async function checkQuotaOfType(scope: Pick<Scope, 'rows'>, projectId: string, type: Pick<VolumeType, 'name'>, wanted: Wanted): Promise<void> {
  const ofType = Object.entries(wanted).map(([key, amount]): [string, number] => [`${key}_${type.name}`, amount]);
  await check(scope, projectId, ofType, wanted);
}
async function check(scope: Pick<Scope, 'rows'>, projectId: string, asked: readonly [string, number][], wanted: Wanted): Promise<void> {
  const limits = await limitsFor(scope, projectId);
  if (asked.every(([key]) => (limits[key] ?? -1) < 0)) return;
  const used = await usageOf(scope, projectId);
  const over = asked.filter(([key, amount]) => amount > 0 && (limits[key] ?? -1) >= 0 && (used[key] ?? 0) + amount > (limits[key] ?? -1)).map(([key]) => key);
  const [name] = over.toSorted();
  if (name === undefined) return;
  const quota = limits[name];
  if (name.includes('gigabytes')) {
    const consumed = `quota is ${quota}G and ${used[name] ?? 0}G has been consumed.`;
    throw exceeded(
      'VolumeSizeExceedsAvailableQuota',
      `Requested volume or snapshot exceeds allowed ${name} quota. Requested ${wanted.gigabytes}G, ${consumed}`,
    );
  }
  const resource = name.startsWith('volumes') ? 'volumes' : 'snapshots';
  throw exceeded(LIMIT_EXCEPTIONS[resource] ?? '', `Maximum number of ${resource} allowed (${quota}) exceeded for quota '${name}'.`);
}
