/**
 * Limits of a project and what it uses. https://docs.openstack.org/api-ref/block-storage/v3/#limits-limits
 * Follows `cinder/api/v3/limits.py`, `cinder/api/views/limits.py` and `cinder/api/contrib/used_limits.py`.
 */
import { limits as table } from '../../contracts/block-storage/limits.ts';
import { within } from '../../contracts/microversion.ts';
import { implement } from '../core/context.ts';
import { limitsFor, usageOf } from './quota.ts';

const ofOthers = { since: '3.39' } as const;

export const limitHandlers = implement(table, {
  show: async (request) => {
    const { caller, query, version } = request;
    const other = within(version, ofOthers) && caller.roles.has('admin') ? (query.project_id ?? query.tenant_id) : undefined;
    const project = other ?? caller.project_id ?? '';
    const limit = await limitsFor(request, project);
    const used = await usageOf(request, project);
    return {
      limits: {
        rate: [],
        absolute: {
          maxTotalVolumes: limit['volumes'] ?? -1,
          maxTotalSnapshots: limit['snapshots'] ?? -1,
          maxTotalVolumeGigabytes: limit['gigabytes'] ?? -1,
          maxTotalBackups: limit['backups'] ?? -1,
          maxTotalBackupGigabytes: limit['backup_gigabytes'] ?? -1,
          totalVolumesUsed: used['volumes'] ?? 0,
          totalGigabytesUsed: used['gigabytes'] ?? 0,
          totalSnapshotsUsed: used['snapshots'] ?? 0,
          totalBackupsUsed: used['backups'] ?? 0,
          totalBackupGigabytesUsed: used['backup_gigabytes'] ?? 0,
        },
      },
    };
  },
});
