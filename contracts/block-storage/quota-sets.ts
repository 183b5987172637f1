/** https://docs.openstack.org/api-ref/block-storage/v3/#quota-sets-extension-os-quota-sets */
import { z } from 'zod';
import type { Complaint } from '../json-schema.ts';
import { del, get, put, resource } from '../operation.ts';
import { text } from './types.ts';

/** Resources of every cloud; each volume type has `volumes_NAME`, `gigabytes_NAME` and `snapshots_NAME` besides. */
export const QUOTA_RESOURCES = ['volumes', 'per_volume_gigabytes', 'snapshots', 'gigabytes', 'backups', 'backup_gigabytes', 'groups'] as const;
const every = <T extends z.ZodType>(type: T) => Object.fromEntries(QUOTA_RESOURCES.map((name) => [name, type])) as Record<(typeof QUOTA_RESOURCES)[number], T>;

/** -1 is without limit. */
export const Limits = z.object(every(z.int())).catchall(z.int());
const Usage = z.object({ limit: z.int(), in_use: z.int(), reserved: z.int() });
const QuotaSet = z.object({ id: z.string(), ...every(z.int()) }).catchall(z.int());
const UsedQuotaSet = z.object({ id: z.string(), ...every(Usage) }).catchall(Usage);

const path = '/os-quota-sets/{project_id}';
const rule = (name: string) => `volume_extension:quotas:${name}`;
const filled: Complaint = { params: { text: 'should be non-empty' } };

export const quotaSets = resource({
  /** With `usage`, each resource with what is in use. */
  show: get(path, {
    policy: rule('show'),
    late: true,
    query: z.looseObject({ usage: text.optional() }),
    status: 200,
    returns: z.object({ quota_set: z.union([QuotaSet, UsedQuotaSet]) }),
    errors: [400, 403],
  }),
  defaults: get(`${path}/defaults`, { policy: rule('show'), late: true, status: 200, returns: z.object({ quota_set: QuotaSet }), errors: [403] }),
  /** Which names there are depends on the types: upstream checks names and values in words of its own. */
  update: put(path, {
    policy: rule('update'),
    late: true,
    body: z.strictObject({ quota_set: z.record(z.string(), z.unknown()).refine((set) => Object.keys(set).length > 0, filled) }),
    status: 200,
    returns: z.object({ quota_set: Limits }),
    errors: [400, 403],
  }),
  delete: del(path, { policy: rule('delete'), late: true, status: 200, errors: [403] }),
});
