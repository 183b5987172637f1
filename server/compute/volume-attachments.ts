/**
 * Volumes of servers, in a cloud without block storage: no volume can be found, so none is attached.
 * https://docs.openstack.org/api-ref/compute/#servers-with-volume-attachments-servers-os-volume-attachments
 * Follows `nova/api/openstack/compute/volume_attachments.py`.
 */
import { volumeAttachments as table } from '../../contracts/compute/volume-attachments.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { checkUnlocked } from './server-checks.ts';
import { serverOf } from './server-lookup.ts';

const unattached = (server: string, volume: string) => notFound(`Instance ${server} is not attached to volume ${volume}`);
const noVolume = (id: string) => notFound(`Volume ${id} could not be found.`);

export const volumeAttachmentHandlers = implement(table, {
  list: async (request) => {
    await serverOf(request);
    return { volumeAttachments: [] };
  },
  show: async (request) => {
    await serverOf(request);
    throw unattached(request.params.server_id, request.params.volume_id);
  },
  create: async (request) => {
    checkUnlocked(request, await serverOf(request));
    throw noVolume(request.body.volumeAttachment.volumeId);
  },
  update: async (request) => {
    await serverOf(request);
    throw noVolume(request.params.volume_id);
  },
  delete: async (request) => {
    await serverOf(request);
    throw noVolume(request.params.volume_id);
  },
});
