/** https://docs.openstack.org/api-ref/compute/#host-aggregates-os-aggregates */
import { z } from 'zod';
import { types, uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { action, del, get, post, put, resource } from '../operation.ts';
import { Fqdn } from './server-types.ts';
import { Name, metadata } from './types.ts';

const invalid = (sentence: string) => ({ params: { text: '', sentence: `An invalid 'name' value was provided. The name must be: ${sentence}` } });
/** Upstream lets a new name begin and end with spaces where an aggregate is renamed, and takes them away. */
const SpacedName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name === '' || name.trim() !== '', invalid('printable characters with at least one non space character'));
const isZone = (value: unknown): boolean => typeof value === 'string' && value.length <= 255 && /^[^\s:](?:[^:\p{C}]*[^\s:])?$/u.test(value);
const Zone = z
  .custom<string | null>()
  .refine((value) => value === null || isZone(value), { params: { text: 'is not valid under any of the given schemas' } })
  .optional();

const stored = {
  id: z.int(),
  uuid: since('2.41', z.uuid()),
  name: z.string(),
  availability_zone: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  deleted: z.boolean(),
  deleted_at: z.string().nullable(),
};
export const Aggregate = z.object({ ...stored, hosts: z.array(z.string()), metadata: z.record(z.string(), z.string()) });
const one = z.object({ aggregate: Aggregate });

const query = changes({ '2.1': z.object({}), '2.102': z.strictObject({}) });
const rule = (name: string) => `os_compute_api:os-aggregates:${name}`;
const path = '/os-aggregates/{aggregate_id}';
const errors = [400, 403, 404, 409];
const act = `${path}/action` as const;
const host = z.strictObject({ host: Fqdn });
const value = types(['string', 'null'], z.string().max(255).nullable());

export const aggregates = resource({
  list: get('/os-aggregates', { policy: rule('index'), query, status: 200, returns: z.object({ aggregates: z.array(Aggregate) }), errors: [403] }),
  create: post('/os-aggregates', {
    policy: rule('create'),
    body: z.strictObject({ aggregate: z.strictObject({ name: Name, availability_zone: Zone }) }),
    status: 200,
    returns: z.object({ aggregate: z.object(stored) }),
    errors: [400, 403, 409],
  }),
  show: get(path, { policy: rule('show'), query, status: 200, returns: one, errors: [400, 403, 404] }),
  update: put(path, {
    policy: rule('update'),
    body: z.strictObject({
      aggregate: z
        .strictObject({ name: SpacedName.optional(), availability_zone: Zone })
        .refine((wanted) => 'name' in wanted || 'availability_zone' in wanted, { params: { text: 'is not valid under any of the given schemas' } }),
    }),
    status: 200,
    returns: one,
    errors,
  }),
  delete: del(path, { policy: rule('delete'), status: 200, errors: [400, 403, 404] }),
  addHost: action(act, 'add_host', { policy: rule('add_host'), body: z.strictObject({ add_host: host }), status: 200, returns: one, errors }),
  removeHost: action(act, 'remove_host', { policy: rule('remove_host'), body: z.strictObject({ remove_host: host }), status: 200, returns: one, errors }),
  setMetadata: action(act, 'set_metadata', {
    policy: rule('set_metadata'),
    body: z.strictObject({ set_metadata: z.strictObject({ metadata: metadata(value) }) }),
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  /** Has the hosts fetch images before a server needs them. */
  cacheImages: post(`${path}/images`, {
    since: '2.81',
    policy: 'compute:aggregates:images',
    body: z.strictObject({ cache: z.array(z.strictObject({ id: uuid })).min(1) }),
    status: 202,
    errors: [400, 403, 404],
  }),
});
