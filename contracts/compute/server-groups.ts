/** https://docs.openstack.org/api-ref/compute/#server-groups-os-server-groups */
import { z } from 'zod';
import { flexInteger } from '../json-schema.ts';
import { changes, since, until } from '../microversion.ts';
import { del, get, post, resource } from '../operation.ts';
import { Name, page, positive, strings } from './types.ts';

const HARD = ['anti-affinity', 'affinity'] as const;
const ALL = [...HARD, 'soft-anti-affinity', 'soft-affinity'] as const;
const only = <T extends z.ZodType>(policy: T) =>
  z
    .array(policy)
    .refine((list) => new Set(list).size === list.length, { params: { text: 'has non-unique elements' } })
    .min(1)
    .max(1);
const ServerGroupCreate = z.strictObject({
  server_group: z.strictObject({
    name: Name,
    policies: until('2.63', changes({ '2.1': only(z.enum(HARD)), '2.15': only(z.enum(ALL)) })),
    policy: since('2.64', z.enum(ALL)),
    rules: since('2.64', z.strictObject({ max_server_per_host: positive.optional() }).optional()),
  }),
});
const ServerGroup = z.object({
  id: z.uuid(),
  name: z.string(),
  policies: until('2.63', z.array(z.string())),
  metadata: until('2.63', z.object({})),
  policy: since('2.64', z.string()),
  rules: since('2.64', z.object({ max_server_per_host: z.int().optional() })),
  members: z.array(z.uuid()),
  project_id: since('2.13', z.string()),
  user_id: since('2.13', z.string()),
});

const filters = { all_projects: strings, limit: page.limit, offset: z.array(flexInteger({ pattern: '^[0-9]*$', min: 0, filled: true })).optional() };
const one = z.object({ server_group: ServerGroup });
const path = '/os-server-groups/{server_group_id}';

export const serverGroups = resource({
  list: get('/os-server-groups', {
    policy: 'os_compute_api:os-server-groups:index',
    query: changes({ '2.1': z.object(filters), '2.75': z.strictObject(filters) }),
    status: 200,
    returns: z.object({ server_groups: z.array(ServerGroup) }),
    errors: [400],
  }),
  show: get(path, {
    policy: 'os_compute_api:os-server-groups:show',
    late: true,
    query: changes({ '2.1': z.object({}), '2.102': z.strictObject({}) }),
    status: 200,
    returns: one,
    errors: [404],
  }),
  create: post('/os-server-groups', {
    policy: 'os_compute_api:os-server-groups:create',
    body: ServerGroupCreate,
    status: 200,
    returns: one,
    errors: [400, 403],
  }),
  delete: del(path, { policy: 'os_compute_api:os-server-groups:delete', late: true, status: 204, errors: [404] }),
});
