/** https://docs.openstack.org/api-ref/block-storage/v3/#volume-transfers-volume-transfers-3-55-or-later; `os-volume-transfer` is their former name. */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { del, get, post, resource } from '../operation.ts';
import { Links, boolean, page } from './types.ts';

const TransferSummary = z.object({ id: z.string(), volume_id: z.string(), name: z.string().nullable(), links: Links });
const Transfer = TransferSummary.extend({
  created_at: z.string(),
  no_snapshots: since('3.55', z.boolean()),
  destination_project_id: since('3.57', z.string().nullable()),
  source_project_id: since('3.57', z.string().nullable()),
  accepted: since('3.57', z.boolean()),
});
const NewTransfer = Transfer.extend({ auth_key: z.string() });

/** What jsonschema's `oneOf` refuses it does not explain. */
const name = z
  .custom<string | null>()
  .refine((value) => value === null || (typeof value === 'string' && value.trim() !== '' && value.trim().length <= 255), {
    params: { text: 'is not valid under any of the given schemas' },
  })
  .optional();
const offered = { volume_id: uuid, name };
const errors = [400, 403, 404];
const list = { policy: 'volume:get_all_transfers', query: page, status: 200, errors: [400, 403] } as const;
const summaries = z.object({ transfers: z.array(TransferSummary), transfers_links: Links.optional() });
const details = z.object({ transfers: z.array(Transfer), transfers_links: Links.optional() });
const show = { policy: 'volume:get_transfer', status: 200, returns: z.object({ transfer: Transfer }), errors: [403, 404] } as const;
const create = { policy: 'volume:create_transfer', late: true, status: 202, returns: z.object({ transfer: NewTransfer }), errors } as const;
/** The one to whom it is offered accepts it. */
const accept = {
  policy: 'volume:accept_transfer',
  body: z.strictObject({ accept: z.strictObject({ auth_key: z.union([z.string(), z.int()]) }) }),
  status: 202,
  returns: z.object({ transfer: TransferSummary }),
  errors: [...errors, 413],
} as const;
const remove = { policy: 'volume:delete_transfer', late: true, plain: true, status: 202, errors: [403, 404] } as const;

export const volumeTransfers = resource({
  list: get('/volume-transfers', { ...list, returns: summaries }),
  listDetail: get('/volume-transfers/detail', { ...list, returns: details }),
  create: post('/volume-transfers', {
    ...create,
    body: z.strictObject({ transfer: z.strictObject({ ...offered, no_snapshots: since('3.55', boolean.optional()) }) }),
  }),
  show: get('/volume-transfers/{transfer_id}', show),
  accept: post('/volume-transfers/{transfer_id}/accept', accept),
  delete: del('/volume-transfers/{transfer_id}', remove),
});
export const formerVolumeTransfers = resource({
  list: get('/os-volume-transfer', { ...list, returns: summaries }),
  listDetail: get('/os-volume-transfer/detail', { ...list, returns: details }),
  create: post('/os-volume-transfer', { ...create, body: z.strictObject({ transfer: z.strictObject(offered) }) }),
  show: get('/os-volume-transfer/{transfer_id}', show),
  accept: post('/os-volume-transfer/{transfer_id}/accept', accept),
  delete: del('/os-volume-transfer/{transfer_id}', remove),
});
