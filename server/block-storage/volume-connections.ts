/**
 * How servers had volumes before there were attachments. Follows `cinder/api/contrib/volume_actions.py`, `admin_actions.py`,
 * `cinder/volume/api.py` and `cinder/volume/manager.py: attach_volume, detach_volume`.
 */
import { volumeConnections as table } from '../../contracts/block-storage/volume-connections.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict } from '../core/errors.ts';
import { type Attachment, attachments, attachmentsOf } from './attachment-rows.ts';
import { attachDirectly, beginDetaching, release, rollDetaching, statusesFrom } from './attachment-changes.ts';
import { targetOf } from './connections.ts';
import { invalidInput, invalidVolume } from './faults.ts';
import { type Volume, saveVolume } from './volume-rows.ts';
import { volumeFor } from './volume-lookups.ts';

export const volumeConnectionHandlers = implement(table, {
  reserve: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    const expected = volume.multiattach ? ['available', 'in-use'] : ['available'];
    if (!expected.includes(volume.status))
      throw invalidVolume(`Volume status must be ${expected.join(' or ')} to reserve, but the status is ${volume.status}.`);
    await saveVolume(request, { ...volume, status: 'attaching' });
  },
  unreserve: async (request) => unreserve(request, await volumeFor(request, request.params.volume_id)),
  attach: async (request) => {
    const { instance_uuid = null, host_name = null, mountpoint, mode = 'rw' } = request.body['os-attach'];
    const volume = await volumeFor(request, request.params.volume_id);
    if (volume.status === 'maintenance') throw invalidVolume('The volume cannot be attached in maintenance mode.');
    const readonly = volume.admin_metadata['readonly'] ?? 'False';
    if (readonly === 'True' && mode !== 'ro') throw badRequest(`Invalid attaching mode '${mode}' for volume ${volume.id}.`);
    await attachDirectly(request, { ...volume, admin_metadata: { ...volume.admin_metadata, readonly } }, { instance_uuid, host_name, mountpoint, mode });
  },
  detach: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    const attachment_id = request.body['os-detach']?.attachment_id ?? undefined;
    await refuseHeld(request, volume, attachment_id);
    if (volume.status === 'maintenance') throw invalidVolume('The volume cannot be detached in maintenance mode.');
    await detach(request, volume, attachment_id);
  },
  beginDetaching: async (request) => beginDetaching(request, await volumeFor(request, request.params.volume_id)),
  rollDetaching: async (request) => rollDetaching(request, await volumeFor(request, request.params.volume_id)),
  initializeConnection: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    if (volume.status === 'maintenance') throw invalidVolume('The volume connection cannot be initialized in maintenance mode.');
    const { connector } = request.body['os-initialize_connection'];
    const enforce_multipath = typeof connector === 'object' && connector['enforce_multipath'] === true;
    return { connection_info: { driver_volume_type: 'iscsi', data: { ...targetOf(volume), enforce_multipath }, enforce_multipath } };
  },
  terminateConnection: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    await refuseHeld(request, volume, undefined);
    await unreserve(request, volume);
  },
  forceDetach: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    const attachment_id = request.body['os-force_detach'].attachment_id ?? undefined;
    await refuseHeld(request, volume, attachment_id);
    await unreserve(request, volume);
    await detach(request, volume, attachment_id);
  },
});

async function unreserve(request: Context, volume: Volume): Promise<void> {
  if (volume.status !== 'attaching') return;
  const held = (await attachmentsOf(request, volume.id)).length > 0;
  await saveVolume(request, { ...volume, status: held ? 'in-use' : 'available' });
}

/** Nova is to detach what it has. Throws 409. `cinder/volume/api.py: attachment_deletion_allowed` */
async function refuseHeld(request: Context, volume: Volume, attachmentId: string | undefined): Promise<void> {
  const all = await attachmentsOf(request, volume.id);
  if (attachmentId === undefined && !all.length) return;
  const attachment = attachmentId === undefined ? (all.length === 1 ? all[0] : undefined) : await request.rows.get(attachments, attachmentId);
  if (!attachment) throw held('');
  if (attachment.volume_id !== volume.id) throw invalidInput('Mismatched volume and attachment');
  refuseWhileHeld(attachment);
}
/** Throws 409 where a server has it. */
export function refuseWhileHeld({ held: byServer, instance_uuid }: Attachment): void {
  if (byServer) throw held(instance_uuid ?? '');
}
const held = (server: string): Error => conflict(`ConflictNovaUsingAttachment: Detach volume from instance ${server} using the Compute API`);

async function detach(request: Context, volume: Volume, attachmentId: string | undefined): Promise<void> {
  const all = await attachmentsOf(request, volume.id);
  if (attachmentId === undefined && all.length > 1) throw invalidVolume('Detach volume failed: More than one attachment, but no attachment_id provided.');
  const attachment = attachmentId === undefined ? all[0] : all.find(({ id }) => id === attachmentId);
  if (attachment) await release(request, attachment);
  else await saveVolume(request, { ...volume, ...(await statusesFrom(request, volume)) });
}
