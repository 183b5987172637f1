/** https://docs.openstack.org/api-ref/block-storage/v3/#volume-types-types */
import { z } from 'zod';
import { action, del, get, post, put, resource } from '../operation.ts';
import { description, filledName, nullableSpecs, single, spacelessSpecs } from './fields.ts';
import { Links, boolean, nullableText, page, text } from './types.ts';

const Specs = z.record(z.string(), z.string().nullable());
/** As a change answers it. */
const VolumeType = z.object({
  id: z.string(),
  name: z.string(),
  is_public: z.boolean(),
  description: z.string().nullable(),
  extra_specs: Specs,
  /** For admins, where the type is read. */
  qos_specs_id: z.string().nullable().optional(),
  'os-volume-type-access:is_public': z.boolean().optional(),
});
const NewType = z.strictObject({
  name: filledName,
  description,
  extra_specs: nullableSpecs.optional(),
  'os-volume-type-access:is_public': boolean.optional(),
});
const ChangedType = z.strictObject({ name: nullableText(1), description, is_public: boolean.optional() });

const path = '/types/{type_id}';
const returns = z.object({ volume_type: VolumeType });

export const volumeTypes = resource({
  list: get('/types', {
    policy: 'volume_extension:type_get_all',
    query: page.extend({ is_public: text.optional(), extra_specs: text.optional() }),
    status: 200,
    returns: z.object({ volume_types: z.array(VolumeType), volume_type_links: Links.optional() }),
    errors: [400],
  }),
  create: post('/types', {
    policy: 'volume_extension:type_create',
    body: z.strictObject({ volume_type: NewType }),
    status: 200,
    returns,
    errors: [400, 403, 409],
  }),
  /** `default` is that of the caller's project. */
  show: get(path, { policy: 'volume_extension:type_get', late: true, status: 200, returns, errors: [404] }),
  update: put(path, {
    policy: 'volume_extension:type_update',
    body: z.strictObject({ volume_type: ChangedType }),
    status: 200,
    returns,
    errors: [400, 403, 404, 409],
  }),
  delete: del(path, { policy: 'volume_extension:type_delete', plain: true, status: 202, errors: [400, 403, 404] }),
  addAccess: action(`${path}/action`, 'addProjectAccess', {
    policy: 'volume_extension:volume_type_access:addProjectAccess',
    body: z.strictObject({ addProjectAccess: z.strictObject({ project: z.string().min(1).max(255) }) }),
    plain: true,
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  removeAccess: action(`${path}/action`, 'removeProjectAccess', {
    policy: 'volume_extension:volume_type_access:removeProjectAccess',
    body: z.strictObject({ removeProjectAccess: z.strictObject({ project: z.string().min(1).max(255) }) }),
    plain: true,
    status: 202,
    errors: [400, 403, 404],
  }),
  /** Upstream has the update under this name too. */
  act: action(`${path}/action`, 'update', {
    policy: 'volume_extension:type_update',
    body: z.strictObject({ volume_type: ChangedType }),
    status: 200,
    returns,
    errors: [400, 403, 404],
  }),
  listAccess: get(`${path}/os-volume-type-access`, {
    policy: 'volume_extension:volume_type_access:get_all_for_type',
    status: 200,
    returns: z.object({ volume_type_access: z.array(z.object({ volume_type_id: z.string(), project_id: z.string() })) }),
    errors: [403, 404],
  }),
});

const specs = `${path}/extra_specs` as const;
const rule = (name: string) => `volume_extension:types_extra_specs:${name}`;

/** https://docs.openstack.org/api-ref/block-storage/v3/#volume-types-types */
export const volumeTypeExtraSpecs = resource({
  list: get(specs, { policy: rule('index'), status: 200, returns: z.object({ extra_specs: Specs }), errors: [404] }),
  create: post(specs, {
    policy: rule('create'),
    body: z.strictObject({ extra_specs: spacelessSpecs }),
    status: 200,
    returns: z.object({ extra_specs: Specs }),
    errors: [400, 403, 404],
  }),
  show: get(`${specs}/{key}`, { policy: rule('show'), status: 200, returns: Specs, errors: [404] }),
  update: put(`${specs}/{key}`, { policy: rule('update'), body: single(spacelessSpecs), status: 200, returns: Specs, errors: [400, 403, 404] }),
  delete: del(`${specs}/{key}`, { policy: rule('delete'), late: true, status: 202, errors: [400, 403, 404] }),
});
