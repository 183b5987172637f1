/** How volumes are shown. `cinder/api/v3/views/volumes.py`, `cinder/api/contrib/volume_*_attribute.py`, `volume_image_metadata.py` */
import type { z } from 'zod';
import type { NewVolume, Volume as VolumeView } from '../../contracts/block-storage/volume-view.ts';
import { naive } from '../core/clock.ts';
import type { Context } from '../core/context.ts';
import { type Attachment, attachmentsOf } from './attachment-rows.ts';
import { links } from './links.ts';
import { stored, storedOrNull } from './times.ts';
import { volumeTypes } from './volume-type-rows.ts';
import type { Volume } from './volume-rows.ts';

const VISIBLE = ['readonly', 'attached_mode'];
/** What everybody may see of the operators' metadata is shown with the user's. */
const shownMetadata = ({ metadata, admin_metadata }: Volume): Record<string, string> => ({
  ...metadata,
  ...Object.fromEntries(Object.entries(admin_metadata).filter(([key]) => VISIBLE.includes(key))),
});

type Caller = Pick<Context, 'caller'>;
const attachmentView = ({ caller: { roles } }: Caller, { id, volume_id, instance_uuid, attached_host, mountpoint, attach_time }: Attachment) => ({
  id: volume_id,
  attachment_id: id,
  volume_id,
  server_id: instance_uuid,
  host_name: roles.has('admin') || roles.has('service') ? attached_host : null,
  device: mountpoint,
  attached_at: storedOrNull(attach_time),
});

const base = (request: Context, volume: Volume, type: string | null, attached: readonly Attachment[]): z.output<typeof NewVolume> => ({
  id: volume.id,
  status: volume.status,
  size: volume.size,
  availability_zone: volume.availability_zone,
  created_at: stored(volume.created_at),
  updated_at: storedOrNull(volume.updated_at),
  name: volume.name,
  description: volume.description,
  volume_type: type,
  snapshot_id: volume.snapshot_id,
  source_volid: volume.source_volid,
  metadata: shownMetadata(volume),
  links: links(request, 'volumes', volume.id),
  user_id: volume.user_id,
  bootable: String(volume.bootable),
  encrypted: volume.encryption_key_id !== null,
  replication_status: null,
  consistencygroup_id: null,
  multiattach: volume.multiattach,
  attachments: attached.filter(({ attach_status }) => attach_status === 'attached').map((attachment) => attachmentView(request, attachment)),
  group_id: volume.group_id,
  shared_targets: true,
  service_uuid: volume.service_uuid,
  volume_type_id: volume.volume_type_id,
  encryption_key_id: volume.encryption_key_id ?? undefined,
  consumes_quota: true,
  ...(request.caller.roles.has('admin') && { migration_status: volume.migration_status, provider_id: null, cluster_name: null }),
});

/** As the extensions complete it. */
function extended(request: Context, volume: Volume, view: z.output<typeof NewVolume>): z.output<typeof VolumeView> {
  const { project_id, migration_status, host, image_metadata } = volume;
  const target = { project_id };
  return {
    ...view,
    ...(request.may('volume_extension:volume_tenant_attribute', target) && { 'os-vol-tenant-attr:tenant_id': project_id }),
    ...(request.may('volume_extension:volume_mig_status_attribute', target) && {
      'os-vol-mig-status-attr:migstat': migration_status,
      'os-vol-mig-status-attr:name_id': null,
    }),
    ...(request.may('volume_extension:volume_host_attribute', target) && { 'os-vol-host-attr:host': host }),
    ...(Object.keys(image_metadata).length && request.may('volume_extension:volume_image_metadata:show') ? { volume_image_metadata: image_metadata } : {}),
  };
}

const typeName = async ({ rows }: Context, { volume_type_id }: Volume): Promise<string | null> => (await rows.get(volumeTypes, volume_type_id))?.name ?? null;

/** As a change answers it. @param fresh it was made just now, and has not been read from the database */
export async function plainView(request: Context, volume: Volume, fresh = false): Promise<z.output<typeof NewVolume>> {
  const view = base(request, volume, await typeName(request, volume), await attachmentsOf(request, volume.id));
  return fresh ? { ...view, created_at: naive(volume.created_at) } : view;
}
export async function fullView(request: Context, volume: Volume): Promise<z.output<typeof VolumeView>> {
  return extended(request, volume, await plainView(request, volume));
}
/** Many at once. */
export async function fullViews(request: Context, list: readonly Volume[]): Promise<z.output<typeof VolumeView>[]> {
  const names = new Map((await request.rows.list(volumeTypes)).map(({ id, name }) => [id, name]));
  const attached = list.length
    ? Map.groupBy(
        await attachmentsOf(
          request,
          list.map(({ id }) => id),
        ),
        ({ volume_id }) => volume_id,
      )
    : new Map<string, Attachment[]>();
  return list.map((volume) => extended(request, volume, base(request, volume, names.get(volume.volume_type_id) ?? null, attached.get(volume.id) ?? [])));
}
export const summary = (request: Context, { id, name }: Volume) => ({ id, name, links: links(request, 'volumes', id) });
