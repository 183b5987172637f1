/** https://docs.openstack.org/api-ref/placement/#resource-classes */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { CustomName } from './names.ts';

const ResourceClass = z.object({ name: z.string(), links: z.array(z.object({ rel: z.string(), href: z.string() })) });
const Named = z.strictObject({ name: CustomName.max(255) });
const path = '/resource_classes/{name}';
const rule = (name: string) => `placement:resource_classes:${name}`;

export const resourceClasses = resource({
  list: get('/resource_classes', {
    since: '1.2',
    policy: rule('list'),
    status: 200,
    returns: z.object({ resource_classes: z.array(ResourceClass) }),
    errors: [403],
  }),
  create: post('/resource_classes', {
    since: '1.2',
    policy: rule('create'),
    body: Named,
    status: 201,
    headers: ['location'],
    errors: [400, 403, 409],
  }),
  show: get(path, { since: '1.2', policy: rule('show'), status: 200, returns: ResourceClass, errors: [403, 404] }),
  rename: put(path, {
    since: '1.2',
    until: '1.6',
    policy: rule('update'),
    body: Named,
    status: 200,
    returns: ResourceClass,
    errors: [400, 403, 404, 409],
  }),
  /** 204 where it is there already. */
  ensure: put(path, { since: '1.7', policy: rule('update'), status: 201, headers: ['location'], errors: [400, 403] }),
  delete: del(path, { since: '1.2', policy: rule('delete'), status: 204, errors: [400, 403, 404, 409] }),
});
