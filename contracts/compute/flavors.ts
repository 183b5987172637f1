/** https://docs.openstack.org/api-ref/compute/#flavors */
import { z } from 'zod';
import { flexBoolean, float, types } from '../json-schema.ts';
import { changes, since, until } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { printable } from './printable.ts';
import { Links, Name, nonNegativeInteger, page, positiveInteger, strings } from './types.ts';

const Description = printable().max(65_535).nullable();
const id = types(
  ['string', 'number', 'null'],
  z.union([
    z
      .string()
      .min(1)
      .max(255)
      .regex(/^(?! )[a-zA-Z0-9. _-]+(?<! )$/),
    z.number(),
    z.null(),
  ]),
);
const factor = types(
  ['number', 'string'],
  z
    .union([z.number(), z.string().regex(/^[0-9]+(\.[0-9]+)?$/)])
    .refine((value) => Number(value) > 0, { params: { text: 'is less than or equal to the minimum of 0' } })
    .refine((value) => Number(value) <= 3.402_82e38, { params: { text: 'is greater than the maximum of 3.40282e+38' } })
    .transform(Number),
);
const FlavorCreate = z.strictObject({
  flavor: z.strictObject({
    name: Name,
    id: id.optional(),
    ram: positiveInteger,
    vcpus: positiveInteger,
    disk: nonNegativeInteger,
    'OS-FLV-EXT-DATA:ephemeral': nonNegativeInteger.optional(),
    swap: nonNegativeInteger.optional(),
    rxtx_factor: until('2.101', factor.optional()),
    'os-flavor-access:is_public': flexBoolean.optional(),
    description: since('2.55', Description.optional()),
  }),
});
const FlavorUpdate = z.strictObject({ flavor: z.strictObject({ description: Description }) });

const SORT_KEYS = ['created_at', 'description', 'disabled', 'ephemeral_gb', 'flavorid', 'id', 'is_public', 'memory_mb', 'name', 'root_gb'] as const;
const MORE_SORT_KEYS = ['swap', 'updated_at', 'vcpu_weight', 'vcpus'] as const;
const filters = {
  ...page,
  is_public: strings,
  minRam: strings,
  minDisk: strings,
  sort_key: changes({
    '2.1': z.array(z.enum([...SORT_KEYS, 'rxtx_factor', ...MORE_SORT_KEYS])),
    '2.102': z.array(z.enum([...SORT_KEYS, ...MORE_SORT_KEYS])),
  }).optional(),
  sort_dir: z.array(z.enum(['asc', 'desc'])).optional(),
};
const query = changes({ '2.1': z.object(filters), '2.75': z.strictObject(filters), '2.102': z.strictObject({ ...filters, name: strings }) });
/** Queries that were ignored until they were refused. */
const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });

/** Before 2.75 Nova prints "no swap" as an empty string. */
const emptyForZero = z.codec(z.union([z.literal(''), z.int()]), z.int(), { decode: (wire) => wire || 0, encode: (swap) => swap || ('' as const) });
const ExtraSpecs = z.record(z.string(), z.string());
const FlavorSummary = z.object({ id: z.string(), name: z.string(), links: Links, description: since('2.55', z.string().nullable()) });
export const Flavor = z.object({
  id: z.string(),
  name: z.string(),
  ram: z.int(),
  disk: z.int(),
  swap: changes({ '2.1': emptyForZero, '2.75': z.int() }),
  'OS-FLV-EXT-DATA:ephemeral': z.int(),
  'OS-FLV-DISABLED:disabled': until('2.101', z.boolean()),
  vcpus: z.int(),
  'os-flavor-access:is_public': z.boolean(),
  rxtx_factor: until('2.101', float),
  links: Links,
  description: since('2.55', z.string().nullable()),
  extra_specs: since('2.61', ExtraSpecs.optional()),
});
/** A page of flavors in detail shows extra specs only where the caller may see them. */
const FlavorPage = z.object({ flavors: z.array(Flavor), flavors_links: Links.optional() });

const one = z.object({ flavor: Flavor });
export const flavors = resource({
  list: get('/flavors', { query, status: 200, returns: z.object({ flavors: z.array(FlavorSummary), flavors_links: Links.optional() }), errors: [400] }),
  listDetail: get('/flavors/detail', { query, status: 200, returns: FlavorPage, errors: [400] }),
  show: get('/flavors/{flavor_id}', { query: noQuery, status: 200, returns: one, errors: [404] }),
  create: post('/flavors', { policy: 'os_compute_api:os-flavor-manage:create', body: FlavorCreate, status: 200, returns: one, errors: [400, 403, 409] }),
  update: put('/flavors/{flavor_id}', {
    since: '2.55',
    policy: 'os_compute_api:os-flavor-manage:update',
    body: FlavorUpdate,
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  delete: del('/flavors/{flavor_id}', { policy: 'os_compute_api:os-flavor-manage:delete', status: 202, errors: [403, 404] }),
});
