/** Protocols of identity providers. https://docs.openstack.org/api-ref/identity/v3-ext/#identity-providers */
import { z } from 'zod';
import { del, get, patch, put, resource } from '../operation.ts';
import { remoteId } from './identity-providers.ts';
import { collection, nonEmpty } from './types.ts';

const Protocol = z.object({
  id: z.string(),
  mapping_id: z.string(),
  /** In lists only. */
  idp_id: z.string().optional(),
  /** In lists only. */
  remote_id_attribute: z.string().nullish(),
  links: z.object({ self: z.string(), identity_provider: z.string() }),
});
const one = z.object({ protocol: Protocol });
const mappingId = z.string().min(1).max(64);
/** Nothing at all is complained of before the mapping is missed. */
const change = z.strictObject({ mapping_id: mappingId.optional(), remote_id_attribute: remoteId.optional() });
const required = { text: '', whole: "'mapping_id' is a required property", keyword: 'required' };
const path = '/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}';
const errors = [401, 403, 404];

export const protocols = resource({
  list: get('/OS-FEDERATION/identity_providers/{idp_id}/protocols', {
    policy: 'identity:list_protocols',
    status: 200,
    returns: collection('protocols', Protocol),
    errors: [401, 403],
  }),
  show: get(path, { policy: 'identity:get_protocol', status: 200, returns: one, errors }),
  put: put(path, {
    policy: 'identity:create_protocol',
    body: z.strictObject({ protocol: z.strictObject({ mapping_id: mappingId, remote_id_attribute: remoteId.nullish() }) }),
    status: 201,
    returns: one,
    errors: [400, ...errors, 409],
  }),
  update: patch(path, {
    policy: 'identity:update_protocol',
    body: z.strictObject({ protocol: nonEmpty(change).refine((value) => value.mapping_id !== undefined, { params: required }) }),
    status: 200,
    returns: one,
    errors: [400, ...errors],
  }),
  delete: del(path, { policy: 'identity:delete_protocol', status: 204, errors }),
});
