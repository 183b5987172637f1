/** https://docs.openstack.org/api-ref/placement/#resource-classes */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { CustomName } from './names.ts';

const ResourceClass = z.object({ name: z.string(), links: z.array(z.object({ rel: z.string(), href: z.string() })) });
export const resourceClasses = resource({
  list: get('/resource_classes', {
    since: '1.2',
    policy: 'placement:resource_classes:list',
    status: 200,
    returns: z.object({ resource_classes: z.array(ResourceClass) }),
    errors: [403],
  }),
  create: post('/resource_classes', {
    since: '1.2',
    policy: 'placement:resource_classes:create',
    body: z.strictObject({ name: CustomName.max(255) }),
    status: 201,
    headers: ['location'],
    errors: [400, 403, 409],
  }),
  show: get('/resource_classes/{name}', { since: '1.2', policy: 'placement:resource_classes:show', status: 200, returns: ResourceClass, errors: [403, 404] }),
  delete: del('/resource_classes/{name}', { since: '1.2', policy: 'placement:resource_classes:delete', status: 204, errors: [400, 403, 404, 409] }),
});
