/**
 * Attachments. https://docs.openstack.org/api-ref/block-storage/v3/#attachments
 * Follows `cinder/api/v3/attachments.py` and `cinder/volume/api.py: attachment_*`.
 */
import { attachments as table } from '../../contracts/block-storage/attachments.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { type Attachment, attachments, attachmentsOf } from './attachment-rows.ts';
import { complete, connect, release, reserve } from './attachment-changes.ts';
import { type Columns, filtersOf, findPage, matching } from './listing.ts';
import type { Paging } from './paging.ts';
import { filtersFor } from './resource-filters.ts';
import { storedOrNull } from './times.ts';
import { isVisible, whose } from './visibility.ts';
import { refuseWhileHeld } from './volume-connections.ts';
import { anyVolume, volumeOf } from './volume-rows.ts';

export const attachmentHandlers = implement(table, {
  list: async (request) => ({ attachments: (await find(request, request.query)).map(summary) }),
  listDetail: async (request) => ({ attachments: (await find(request, request.query)).map(view) }),
  create: async (request) => {
    const { volume_uuid, instance_uuid = null, connector, mode = 'null' } = request.body.attachment;
    const volume = await volumeOf(request, volume_uuid);
    request.enforce({ project_id: volume.project_id });
    const attachment = await reserve(request, volume, instance_uuid, mode);
    if (!connector || !Object.keys(connector).length) return { attachment: view(attachment) };
    // what the backend has done shows with the next request
    const { connection_info } = await connect(request, attachment, connector);
    return { attachment: view({ ...attachment, connection_info }) };
  },
  show: async (request) => {
    // upstream has a route of that name, and nothing at its end
    if (request.params.attachment_id === 'summary') throw notFound('The resource could not be found.');
    return { attachment: view(await attachmentOf(request, request.params.attachment_id)) };
  },
  update: async (request) => {
    const attachment = await attachmentOf(request, request.params.attachment_id);
    request.enforce({ project_id: attachment.project_id });
    const { status, multiattach, id } = await anyVolume(request, attachment.volume_id);
    if (status.includes('error')) {
      const current = `The Volume ${id} currently has a status of: ${status} `;
      throw badRequest(`Resource conflict: Volume attachments can not be updated if the volume is in an error state. ${current}`);
    }
    const others = await attachmentsOf(request, id);
    if (others.length > 1 && !multiattach && others.some(({ connection_info }) => Object.keys(connection_info).length))
      throw badRequest(`Resource conflict: duplicate connectors detected on volume ${id}`);
    const { connection_info } = await connect(request, attachment, request.body.attachment.connector);
    return { attachment: view({ ...attachment, connection_info }) };
  },
  delete: async (request) => {
    const attachment = await attachmentOf(request, request.params.attachment_id);
    request.enforce({ project_id: attachment.project_id });
    refuseWhileHeld(attachment);
    await release(request, attachment);
    return { attachments: (await attachmentsOf(request, attachment.volume_id)).map(summary) };
  },
  complete: async (request) => {
    const attachment = await attachmentOf(request, request.params.attachment_id);
    request.enforce({ project_id: attachment.project_id });
    await complete(request, attachment);
  },
});

/** One of the caller's project, or any for an admin. Throws 404. */
async function attachmentOf({ rows, caller }: Context, id: string): Promise<Attachment> {
  const attachment = await rows.get(attachments, id);
  if (attachment && isVisible(caller, attachment)) return attachment;
  throw notFound(`Volume attachment could not be found with filter: attachment_id = ${id}.`);
}

const COLUMNS: Columns<Attachment> = {
  id: 'id',
  volume_id: 'volume_id',
  instance_uuid: 'instance_uuid',
  attached_host: 'attached_host',
  mountpoint: 'mountpoint',
  attach_status: 'attach_status',
  attach_mode: 'attach_mode',
  created_at: 'created_at',
};
const FILTERS = ['volume_id', 'status', 'instance_id', 'attach_status'];
async function find(request: Context, query: Paging & Record<string, unknown>): Promise<Attachment[]> {
  const asked = filtersFor(request, 'attachment', filtersOf(query), FILTERS);
  const { all_tenants, instance_id, ...filters } = asked;
  const found = await findPage(request, query, {
    from: attachments,
    columns: COLUMNS,
    where: whose(request.caller, all_tenants !== undefined),
    filter: matching({ ...filters, ...(instance_id && { instance_uuid: instance_id }) }, COLUMNS),
    marker: async (id) => attachmentOf(request, id),
  });
  return found.page;
}

const summary = ({ id, attach_status, instance_uuid, volume_id }: Attachment) => ({ id, status: attach_status, instance: instance_uuid, volume_id });
const view = (attachment: Attachment) => ({
  ...summary(attachment),
  attached_at: storedOrNull(attachment.attach_time) ?? '',
  detached_at: '',
  attach_mode: attachment.attach_mode,
  connection_info: attachment.connection_info,
});
