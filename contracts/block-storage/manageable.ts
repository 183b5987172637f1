/** https://docs.openstack.org/api-ref/block-storage/v3/#volume-manage-extension-manageable-volumes and #snapshot-manage-extension-manageable-snapshots; what a backend has and Cinder does not know. */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { get, post, resource } from '../operation.ts';
import { description, serviceHost } from './fields.ts';
import { Links, boolean, nullableText, page, text, texts } from './types.ts';

const Manageable = z.looseObject({ reference: z.record(z.string(), z.string()), size: z.int(), safe_to_manage: z.boolean() });
const query = page.extend({ host: text.optional(), cluster: text.optional() });
const errors = [400, 403, 404];
const listVolumes = {
  policy: 'volume_extension:list_manageable',
  query,
  status: 200,
  returns: z.object({ 'manageable-volumes': z.array(Manageable), 'manageable-volumes_links': Links.optional() }),
  errors,
} as const;
const listSnapshots = {
  policy: 'snapshot_extension:list_manageable',
  query,
  status: 200,
  returns: z.object({ 'manageable-snapshots': z.array(Manageable), 'manageable-snapshots_links': Links.optional() }),
  errors,
} as const;

const reference = z.record(z.string(), z.unknown());
const KnownVolume = z.strictObject({
  description,
  availability_zone: nullableText(),
  bootable: boolean.optional(),
  volume_type: nullableText(),
  name: nullableText(),
  host: serviceHost,
  ref: z.union([reference, z.string()]),
  metadata: texts.nullish(),
  cluster: since('3.16', nullableText()),
});
const KnownSnapshot = z.strictObject({
  description,
  metadata: texts.nullish(),
  name: nullableText(),
  volume_id: uuid,
  ref: z.union([reference, z.null(), z.string()]),
});
const manageVolume = {
  policy: 'volume_extension:volume_manage',
  body: z.strictObject({ volume: KnownVolume }),
  status: 202,
  returns: z.object({ volume: z.looseObject({ id: z.string() }) }),
  errors: [...errors, 413],
} as const;
const manageSnapshot = {
  policy: 'snapshot_extension:snapshot_manage',
  late: true,
  body: z.strictObject({ snapshot: KnownSnapshot }),
  status: 202,
  returns: z.object({ snapshot: z.looseObject({ id: z.string() }) }),
  errors: [...errors, 413],
} as const;

export const manageableVolumes = resource({
  list: get('/manageable_volumes', { since: '3.8', ...listVolumes }),
  listDetail: get('/manageable_volumes/detail', { since: '3.8', ...listVolumes }),
  manage: post('/manageable_volumes', { since: '3.8', ...manageVolume }),
  formerList: get('/os-volume-manage', listVolumes),
  formerListDetail: get('/os-volume-manage/detail', listVolumes),
  formerManage: post('/os-volume-manage', manageVolume),
});
export const manageableSnapshots = resource({
  list: get('/manageable_snapshots', { since: '3.8', ...listSnapshots }),
  listDetail: get('/manageable_snapshots/detail', { since: '3.8', ...listSnapshots }),
  manage: post('/manageable_snapshots', { since: '3.8', ...manageSnapshot }),
  formerList: get('/os-snapshot-manage', listSnapshots),
  formerListDetail: get('/os-snapshot-manage/detail', listSnapshots),
  formerManage: post('/os-snapshot-manage', manageSnapshot),
});
