/** https://docs.openstack.org/api-ref/block-storage/v3/#limits-limits */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { text } from './types.ts';

const Absolute = z.object({
  maxTotalVolumes: z.int(),
  maxTotalSnapshots: z.int(),
  maxTotalVolumeGigabytes: z.int(),
  maxTotalBackups: z.int(),
  maxTotalBackupGigabytes: z.int(),
  totalVolumesUsed: z.int(),
  totalGigabytesUsed: z.int(),
  totalSnapshotsUsed: z.int(),
  totalBackupsUsed: z.int(),
  totalBackupGigabytesUsed: z.int(),
});

export const limits = resource({
  /** From 3.39 on an admin may ask for another project's. */
  show: get('/limits', {
    query: z.looseObject({ project_id: text.optional(), tenant_id: text.optional() }),
    status: 200,
    returns: z.object({ limits: z.object({ rate: z.array(z.never()), absolute: Absolute }) }),
  }),
});
