/** https://docs.openstack.org/api-ref/placement/#resource-providers */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';

const Link = z.object({ rel: z.string(), href: z.string() });
export const ResourceProvider = z.object({
  uuid: z.string(),
  name: z.string(),
  generation: z.int(),
  links: z.array(Link),
  parent_provider_uuid: since('1.14', z.string().nullable()),
  root_provider_uuid: since('1.14', z.string()),
});
const name = z.string().max(200);
const parent_provider_uuid = since('1.14', uuid.nullable().optional());
const query = z.strictObject({
  name: z.string().optional(),
  uuid: uuid.optional(),
  member_of: since('1.3', z.union([z.string(), z.array(z.string())]).optional()),
  resources: since('1.4', z.string().optional()),
  in_tree: since('1.14', uuid.optional()),
  required: since('1.18', z.union([z.string(), z.array(z.string())]).optional()),
});
const errors = [400, 403, 404, 409];

export const resourceProviders = resource({
  list: get('/resource_providers', {
    policy: 'placement:resource_providers:list',
    query,
    status: 200,
    returns: z.object({ resource_providers: z.array(ResourceProvider) }),
    errors: [400, 403],
  }),
  /** Says where it is until 1.20, and what it is from there. */
  create: post('/resource_providers', {
    policy: 'placement:resource_providers:create',
    body: z.strictObject({ name, uuid: uuid.optional(), parent_provider_uuid }),
    status: { '1.0': 201, '1.20': 200 },
    headers: ['location'],
    returns: changes({ '1.0': z.undefined(), '1.20': ResourceProvider }),
    errors,
  }),
  show: get('/resource_providers/{uuid}', {
    policy: 'placement:resource_providers:show',
    status: 200,
    returns: ResourceProvider,
    errors: [403, 404],
  }),
  update: put('/resource_providers/{uuid}', {
    policy: 'placement:resource_providers:update',
    body: z.strictObject({ name, parent_provider_uuid }),
    status: 200,
    returns: ResourceProvider,
    errors,
  }),
  delete: del('/resource_providers/{uuid}', { policy: 'placement:resource_providers:delete', status: 204, errors: [403, 404, 409] }),
});
