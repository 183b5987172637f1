/** Names of what is counted: those of every cloud, and three of each volume type. `cinder/quota.py: VolumeTypeQuotaEngine` */
import type { z } from 'zod';
import type { Limits } from '../../contracts/block-storage/quota-sets.ts';
import type { Scope } from '../core/world.ts';
import { quotas } from './quota.ts';
import { volumeTypes } from './volume-type-rows.ts';

const OF_ALL = ['volumes', 'per_volume_gigabytes', 'snapshots', 'gigabytes', 'backups', 'backup_gigabytes'];
const OF_TYPES = ['volumes', 'gigabytes', 'snapshots'];

/** In upstream's order. */
export async function quotaNames({ rows }: Pick<Scope, 'rows'>): Promise<string[]> {
  const types = await rows.list(volumeTypes, { sort: [['created_at', 'desc']] });
  return [...OF_ALL, ...types.flatMap(({ name }) => OF_TYPES.map((resource) => `${resource}_${name}`)), 'groups'];
}
/** A type has another name: its limits stay. */
export async function renameQuotas({ rows }: Pick<Scope, 'rows'>, from: string, to: string): Promise<void> {
  const renamed = new Map(OF_TYPES.map((resource) => [`${resource}_${from}`, `${resource}_${to}`]));
  for (const quota of await rows.list(quotas)) {
    const limits = Object.fromEntries(Object.entries(quota.limits).map(([name, limit]) => [renamed.get(name) ?? name, limit]));
    await rows.update(quotas, { ...quota, limits });
  }
}

export type LimitsView = z.output<typeof Limits>;
/** Every limit, in upstream's order. */
export async function viewOf(scope: Pick<Scope, 'rows'>, limits: Record<string, number>): Promise<LimitsView> {
  return Object.fromEntries((await quotaNames(scope)).map((name) => [name, limits[name] ?? -1])) as LimitsView;
}
