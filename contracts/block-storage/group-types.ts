/** https://docs.openstack.org/api-ref/block-storage/v3/#group-types-group-types and #group-type-specs-group-specs */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { description, filledName, single, spacelessSpecs } from './fields.ts';
import { Links, boolean, nullableText, page, text, texts } from './types.ts';

const Specs = z.record(z.string(), z.string().nullable());
const GroupType = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  is_public: z.boolean(),
  /** For admins. */
  group_specs: Specs.optional(),
});
const path = '/group_types/{group_type_id}';
const returns = z.object({ group_type: GroupType });
const since = '3.11';
const rule = (name: string) => `group:group_types:${name}`;

export const groupTypes = resource({
  list: get('/group_types', {
    since,
    query: page.extend({ is_public: text.optional() }),
    status: 200,
    returns: z.object({ group_types: z.array(GroupType), group_type_links: Links.optional() }),
    errors: [400],
  }),
  create: post('/group_types', {
    since,
    policy: rule('create'),
    body: z.strictObject({
      group_type: z.strictObject({ name: filledName, description, is_public: boolean.optional(), group_specs: texts.nullish() }),
    }),
    status: 202,
    returns,
    errors: [400, 403, 409],
  }),
  show: get(path, { since, status: 200, returns, errors: [404] }),
  update: put(path, {
    since,
    policy: rule('update'),
    body: z.strictObject({ group_type: z.strictObject({ name: nullableText(), description, is_public: boolean.optional() }) }),
    status: 200,
    returns,
    errors: [400, 403, 404, 409],
  }),
  delete: del(path, { since, policy: rule('delete'), plain: true, status: 202, errors: [400, 403, 404] }),
});

const specs = `${path}/group_specs` as const;
const ofSpecs = (name: string) => `group:group_types_specs:${name}`;

export const groupSpecs = resource({
  list: get(specs, { since, policy: ofSpecs('get_all'), status: 200, returns: z.object({ group_specs: Specs }), errors: [403, 404] }),
  create: post(specs, {
    since,
    policy: ofSpecs('create'),
    body: z.strictObject({ group_specs: spacelessSpecs }),
    status: 202,
    returns: z.object({ group_specs: Specs }),
    errors: [400, 403, 404],
  }),
  show: get(`${specs}/{key}`, { since, policy: ofSpecs('get'), status: 200, returns: Specs, errors: [403, 404] }),
  update: put(`${specs}/{key}`, { since, policy: ofSpecs('update'), body: single(spacelessSpecs), status: 200, returns: Specs, errors: [400, 403, 404] }),
  delete: del(`${specs}/{key}`, { since, policy: ofSpecs('delete'), plain: true, status: 202, errors: [403, 404] }),
});
