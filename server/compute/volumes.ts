/** Nova's old way to volumes. Follows `nova/api/openstack/compute/volumes.py`. */
import type { z } from 'zod';
import { type Volume as View, volumes as table } from '../../contracts/compute/volumes.ts';
import { type VolumeType, asCinder, createVolume, removeVolume, stored, volumeTypes } from '../block-storage/for-proxies.ts';
import { type Volume, attachmentsByVolume, volumesOf } from '../block-storage/for-servers.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { repr, str } from '../core/python.ts';
import { askCinder, clientText } from './cinder-client.ts';
import { type Page, limited } from './paging.ts';
import { snapshotNamed, volumeNamed } from './volume-lookup.ts';

export const volumeHandlers = implement(table, {
  list: async (request) => page(request),
  listDetail: async (request) => page(request),
  show: async (request) => ({ volume: await view(request, await volumeNamed(request, request.params.id)) }),
  create: async (request) => {
    const { size, snapshot_id, display_name, display_description, volume_type, metadata, availability_zone } = request.body.volume;
    if (snapshot_id !== undefined) await snapshotNamed(request, snapshot_id);
    const wanted = { size, snapshot_id, name: display_name, description: display_description, volume_type, availability_zone };
    const volume = await askCinder(request, createVolume(asCinder(request), { ...wanted, metadata: texts(request, metadata) }));
    const [path] = request.path.split('?');
    return reply({ volume: await view(request, volume) }, { Location: `${request.origin}${path}/${volume.id}` });
  },
  delete: async (request) => askCinder(request, removeVolume(request, await volumeNamed(request, request.params.id))),
});

/** Cinder's schema, where Nova's lets everything pass. Throws 400. */
function texts(request: Context, metadata: Record<string, unknown> = {}): Record<string, string> {
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value === 'string') continue;
    const complaint = `Invalid input for field/attribute ${key}. Value: ${str(value)}. ${repr(value)} is not of type 'string'`;
    throw badRequest(`Invalid input received: ${clientText(request, badRequest(complaint))}`);
  }
  return metadata as Record<string, string>;
}

async function page(request: Context & { query: Page }) {
  const shown = limited(await volumesOf(request, request.caller), request.query);
  return { volumes: await Promise.all(shown.map(async (volume) => view(request, volume))) };
}

async function view(request: Context, volume: Volume): Promise<z.input<typeof View>> {
  const { id, status, size, availability_zone, created_at, name, description, snapshot_id, metadata } = volume;
  const attached = (await attachmentsByVolume(request, id)).find(({ attach_status }) => attach_status === 'attached');
  const type: VolumeType | undefined = await request.rows.get(volumeTypes, volume.volume_type_id);
  const { instance_uuid, mountpoint } = attached ?? {};
  const attachment = instance_uuid && { id, volumeId: id, serverId: instance_uuid, ...(mountpoint && { device: mountpoint }) };
  return {
    id,
    status,
    size,
    availabilityZone: availability_zone,
    createdAt: stored(created_at),
    attachments: [attachment || {}],
    displayName: name,
    displayDescription: description,
    volumeType: type?.name ?? null,
    snapshotId: snapshot_id,
    metadata,
  };
}
