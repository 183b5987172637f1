/** https://docs.openstack.org/api-ref/block-storage/v3/#quality-of-service-qos-specifications-qos-specs */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { nullableSpecs, trimmedName } from './fields.ts';
import { Links, page, text } from './types.ts';

const Specs = z.record(z.string(), z.string().nullable());
const QosSpecs = z.object({ id: z.string(), name: z.string(), consumer: z.string(), specs: Specs });
const returns = z.object({ qos_specs: QosSpecs, links: Links });
const path = '/qos-specs/{qos_id}';
const rule = (name: string) => `volume_extension:qos_specs_manage:${name}`;
const ofType = z.looseObject({ vol_type_id: text.optional() });

export const qosSpecs = resource({
  list: get('/qos-specs', {
    policy: rule('get_all'),
    query: page,
    status: 200,
    returns: z.object({ qos_specs: z.array(QosSpecs), qos_specs_links: Links.optional() }),
    errors: [400, 403, 404],
  }),
  /** Members besides the name and the `consumer` are the specs. */
  create: post('/qos-specs', {
    policy: rule('create'),
    body: z.strictObject({ qos_specs: z.looseObject({ name: trimmedName }) }),
    status: 200,
    returns,
    errors: [400, 403, 409],
  }),
  show: get(path, { policy: rule('get'), status: 200, returns, errors: [403, 404] }),
  /** Answers what was sent. */
  update: put(path, {
    policy: rule('update'),
    body: z.strictObject({ qos_specs: nullableSpecs }),
    status: 200,
    returns: z.object({ qos_specs: Specs }),
    errors: [400, 403, 404],
  }),
  delete: del(path, { policy: rule('delete'), query: z.looseObject({ force: text.optional() }), plain: true, status: 202, errors: [400, 403, 404] }),
  deleteKeys: put(`${path}/delete_keys`, {
    policy: rule('delete'),
    body: z.strictObject({
      keys: z.array(z.string().min(1).max(255)).refine((keys) => new Set(keys).size === keys.length, { params: { text: 'has non-unique elements' } }),
    }),
    plain: true,
    status: 202,
    errors: [400, 403, 404],
  }),
  listAssociations: get(`${path}/associations`, {
    policy: rule('get_all'),
    status: 200,
    returns: z.object({ qos_associations: z.array(z.object({ association_type: z.literal('volume_type'), name: z.string(), id: z.string() })) }),
    errors: [403, 404],
  }),
  associate: get(`${path}/associate`, { policy: rule('update'), reads: false, query: ofType, plain: true, status: 202, errors: [400, 403, 404] }),
  disassociate: get(`${path}/disassociate`, { policy: rule('update'), reads: false, query: ofType, plain: true, status: 202, errors: [400, 403, 404] }),
  disassociateAll: get(`${path}/disassociate_all`, { policy: rule('update'), reads: false, plain: true, status: 202, errors: [403, 404] }),
});
