/** A volume as Cinder shows it. `cinder/api/v3/views/volumes.py` */
import { z } from 'zod';
import { since } from '../microversion.ts';
import { Links } from './types.ts';

const Attachment = z.object({
  id: z.string(),
  attachment_id: z.string(),
  volume_id: z.string(),
  server_id: z.string().nullable(),
  host_name: z.string().nullable(),
  device: z.string().nullable(),
  attached_at: z.string().nullable(),
});

const nullable = z.string().nullable();
/** As the creation answers it. */
export const NewVolume = z.object({
  id: z.string(),
  status: z.string(),
  size: z.int(),
  availability_zone: nullable,
  created_at: z.string(),
  updated_at: nullable,
  name: nullable,
  description: nullable,
  volume_type: nullable,
  snapshot_id: nullable,
  source_volid: nullable,
  metadata: z.record(z.string(), z.string()),
  links: Links,
  user_id: z.string(),
  bootable: z.string(),
  encrypted: z.boolean(),
  replication_status: nullable,
  consistencygroup_id: nullable,
  multiattach: z.boolean(),
  attachments: z.array(Attachment),
  /** For admins. */
  migration_status: nullable.optional(),
  group_id: since('3.13', nullable),
  /** For admins. */
  provider_id: since('3.21', nullable.optional()),
  shared_targets: since('3.48', z.boolean().nullable()),
  service_uuid: since('3.48', nullable),
  /** For admins. */
  cluster_name: since('3.61', nullable.optional()),
  volume_type_id: since('3.63', nullable),
  encryption_key_id: since('3.64', z.string().optional()),
  consumes_quota: since('3.65', z.boolean()),
});
/** With what the extensions add. */
export const Volume = NewVolume.extend({
  volume_image_metadata: z.record(z.string(), z.string()).optional(),
  'os-vol-tenant-attr:tenant_id': z.string().optional(),
  'os-vol-mig-status-attr:migstat': nullable.optional(),
  'os-vol-mig-status-attr:name_id': nullable.optional(),
  'os-vol-host-attr:host': nullable.optional(),
});
export const VolumeSummary = z.object({ id: z.string(), name: nullable, links: Links });
