/** https://docs.openstack.org/api-ref/compute/#servers-with-volume-attachments-servers-os-volume-attachments */
import { z } from 'zod';
import { flexBoolean, types, uuid } from '../json-schema.ts';
import { changes, since, until } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { Tag } from './server-types.ts';
import { page } from './types.ts';

const device = types(
  ['string', 'null'],
  z
    .string()
    .regex(/(^\/dev\/x{0,1}[a-z]{0,1}d{0,1})([a-z]+)[0-9]*$/)
    .nullable(),
).optional();
const Attachment = z.object({
  id: until('2.88', z.string()),
  volumeId: z.string(),
  serverId: z.string(),
  device: z.string().optional(),
  tag: since('2.70', z.string().nullable()),
  delete_on_termination: since('2.79', z.boolean()),
  attachment_id: since('2.89', z.string()),
  bdm_uuid: since('2.89', z.string()),
});
const one = z.object({ volumeAttachment: Attachment });
/** As the attachment answers it: the device may be unknown yet; 2.89 was forgotten. */
const New = z.object({
  id: z.string(),
  volumeId: z.string(),
  serverId: z.string(),
  device: z.string().nullable(),
  tag: since('2.70', z.string().nullable()),
  delete_on_termination: since('2.79', z.boolean()),
});
const paging = { limit: page.limit, offset: page.limit };
const COLLECTION = '/servers/{server_id}/os-volume_attachments';
const ITEM = '/servers/{server_id}/os-volume_attachments/{volume_id}';

export const volumeAttachments = resource({
  list: get(COLLECTION, {
    policy: 'os_compute_api:os-volumes-attachments:index',
    late: true,
    query: changes({ '2.1': z.looseObject(paging), '2.75': z.strictObject(paging) }),
    status: 200,
    returns: z.object({ volumeAttachments: z.array(Attachment) }),
    errors: [403, 404],
  }),
  show: get(ITEM, {
    policy: 'os_compute_api:os-volumes-attachments:show',
    late: true,
    status: 200,
    returns: one,
    errors: [403, 404],
  }),
  create: post(COLLECTION, {
    policy: 'os_compute_api:os-volumes-attachments:create',
    late: true,
    body: z.strictObject({
      volumeAttachment: z.strictObject({
        volumeId: uuid,
        device,
        tag: since('2.49', Tag.optional()),
        delete_on_termination: since('2.79', flexBoolean.optional()),
      }),
    }),
    status: { '2.1': 200, '2.101': 202 },
    returns: changes({ '2.1': z.object({ volumeAttachment: New }), '2.101': z.undefined() }),
    errors: [400, 403, 404, 409],
  }),
  update: put(ITEM, {
    policy: 'os_compute_api:os-volumes-attachments:update',
    late: true,
    body: changes({
      '2.1': z.strictObject({ volumeAttachment: z.strictObject({ volumeId: uuid }) }),
      '2.85': z.strictObject({
        volumeAttachment: z.strictObject({
          volumeId: uuid,
          device,
          tag: Tag.optional(),
          delete_on_termination: flexBoolean.optional(),
          serverId: uuid.optional(),
          id: uuid.optional(),
        }),
      }),
    }),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  delete: del(ITEM, { policy: 'os_compute_api:os-volumes-attachments:delete', late: true, status: 202, errors: [400, 403, 404, 409] }),
});
