/** Volumes and images: what a volume keeps of its image, and volumes that become images. https://docs.openstack.org/api-ref/block-storage/v3/#volume-actions-volumes-action */
import { z } from 'zod';
import { since } from '../microversion.ts';
import { action, resource } from '../operation.ts';
import { boolean, metadata } from './types.ts';

const PATH = '/volumes/{volume_id}/action';
const late = true as const;
const errors = [400, 403, 404];

const Kept = z.object({ metadata: z.record(z.string(), z.string()) });
const value = z.string().refine((text) => Buffer.byteLength(text) <= 65_535, { params: { text: "is not a 'mysql_text'" } });

const Upload = z.strictObject({
  image_name: z.string().min(1).max(255),
  force: boolean.optional(),
  disk_format: z.enum(['raw', 'vmdk', 'vdi', 'qcow2', 'vhd', 'vhdx', 'ploop']).optional(),
  container_format: z.string().max(255).nullish(),
  visibility: since('3.1', z.enum(['community', 'public', 'private', 'shared']).optional()),
  protected: since('3.1', boolean.optional()),
});
const Uploading = z.object({
  id: z.string(),
  updated_at: z.string().nullable(),
  status: z.string(),
  display_description: z.string().nullable(),
  size: z.int(),
  volume_type: z.looseObject({ id: z.string(), name: z.string() }).nullable(),
  image_id: z.string(),
  container_format: z.string().nullable(),
  disk_format: z.string().nullable(),
  image_name: z.string().nullable(),
  protected: z.boolean().optional(),
  visibility: z.string().optional(),
});

export const volumeImages = resource({
  showMetadata: action(PATH, 'os-show_image_metadata', {
    late,
    reads: true,
    policy: 'volume:get',
    body: z.strictObject({ 'os-show_image_metadata': z.unknown() }),
    status: 200,
    returns: Kept,
    errors,
  }),
  setMetadata: action(PATH, 'os-set_image_metadata', {
    late,
    policy: 'volume_extension:volume_image_metadata:set',
    body: z.strictObject({ 'os-set_image_metadata': z.strictObject({ metadata: metadata(value) }) }),
    status: 200,
    returns: Kept,
    errors,
  }),
  unsetMetadata: action(PATH, 'os-unset_image_metadata', {
    late,
    policy: 'volume_extension:volume_image_metadata:remove',
    body: z.strictObject({ 'os-unset_image_metadata': z.strictObject({ key: z.string().min(1).max(255) }) }),
    plain: true,
    status: 200,
    errors,
  }),
  upload: action(PATH, 'os-volume_upload_image', {
    late,
    policy: 'volume_extension:volume_actions:upload_image',
    body: z.strictObject({ 'os-volume_upload_image': Upload }),
    status: 202,
    returns: z.object({ 'os-volume_upload_image': Uploading }),
    errors,
  }),
});
