/** https://docs.openstack.org/api-ref/block-storage/v3/#attachments */
import { z } from 'zod';
import { types, uuid } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { action, del, get, post, put, resource } from '../operation.ts';
import { page, text } from './types.ts';

const first = { since: '3.27' } as const;
const late = true as const;
const errors = [400, 403, 404];

const summary = { id: z.string(), status: z.string(), instance: z.string().nullable(), volume_id: z.string() };
const AttachmentSummary = z.object(summary);
/** Times are empty texts until they are. */
const Attachment = z.object({
  ...summary,
  attached_at: z.string(),
  detached_at: z.string(),
  attach_mode: z.string().nullable(),
  connection_info: z.record(z.string(), z.unknown()),
});
const one = z.object({ attachment: Attachment });
const object = z.record(z.string(), z.unknown());

const Create = z.strictObject({
  attachment: z.strictObject({
    instance_uuid: uuid.optional(),
    connector: types(['object', 'null'], object.nullish()),
    volume_uuid: uuid,
    mode: since('3.54', z.enum(['rw', 'ro']).optional()),
  }),
});
const Update = z.strictObject({
  attachment: z.strictObject({
    connector: object.refine((connector) => Object.keys(connector).length > 0, { params: { text: 'should be non-empty' } }),
  }),
});
const query = page.extend({
  volume_id: text.optional(),
  instance_id: text.optional(),
  status: text.optional(),
  attach_status: text.optional(),
  all_tenants: text.optional(),
});

export const attachments = resource({
  list: get('/attachments', { ...first, query, status: 200, returns: z.object({ attachments: z.array(AttachmentSummary) }), errors: [400] }),
  listDetail: get('/attachments/detail', { ...first, query, status: 200, returns: z.object({ attachments: z.array(Attachment) }), errors: [400] }),
  /** Reserves the volume, and attaches it where a host says how it connects. */
  create: post('/attachments', { ...first, policy: 'volume:attachment_create', late, body: Create, status: 200, returns: one, errors }),
  show: get('/attachments/{attachment_id}', { ...first, status: 200, returns: one, errors: [404] }),
  update: put('/attachments/{attachment_id}', { ...first, policy: 'volume:attachment_update', late, body: Update, status: 200, returns: one, errors }),
  delete: del('/attachments/{attachment_id}', {
    ...first,
    policy: 'volume:attachment_delete',
    late,
    status: 200,
    returns: z.object({ attachments: z.array(AttachmentSummary) }),
    errors: [403, 404, 409],
  }),
  /** The server has the volume now. */
  complete: action('/attachments/{attachment_id}/action', 'os-complete', {
    since: '3.44',
    policy: 'volume:attachment_complete',
    late,
    body: z.strictObject({ 'os-complete': z.unknown() }),
    status: 204,
    errors: [403, 404],
  }),
});
