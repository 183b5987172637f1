/** Endpoint groups: endpoints that have something in common, and the projects that see them. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ep-filter-api */
import { z } from 'zod';
import { del, get, patch, post, put, resource } from '../operation.ts';
import { Endpoint } from './endpoints.ts';
import { Project } from './projects.ts';
import { Links, collection, name, nonEmpty } from './types.ts';

const EndpointGroup = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  filters: z.looseObject({}),
  links: Links,
});
const one = z.object({ endpoint_group: EndpointGroup });
const filters = z.looseObject({
  interface: z.enum(['admin', 'internal', 'public']).optional(),
  service_id: z.string().optional(),
  region_id: z.string().nullish(),
  enabled: z.boolean().optional(),
});
const errors = [401, 403, 404];
const path = '/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}';

export const endpointGroups = resource({
  list: get('/OS-EP-FILTER/endpoint_groups', {
    policy: 'identity:list_endpoint_groups',
    query: z.strictObject({ name: name.optional() }),
    status: 200,
    returns: collection('endpoint_groups', EndpointGroup),
    errors: [400, 401, 403],
  }),
  create: post('/OS-EP-FILTER/endpoint_groups', {
    policy: 'identity:create_endpoint_group',
    body: z.strictObject({ endpoint_group: z.strictObject({ name, description: z.string().nullish(), filters }).optional() }),
    status: 201,
    returns: one,
    errors: [400, 401, 403],
  }),
  show: get(path, { policy: 'identity:get_endpoint_group', status: 200, returns: one, errors }),
  update: patch(path, {
    policy: 'identity:update_endpoint_group',
    body: z.strictObject({
      endpoint_group: nonEmpty(z.strictObject({ description: z.string().nullish(), filters: filters.optional(), name: name.optional() })),
    }),
    status: 200,
    returns: one,
    errors: [400, ...errors],
  }),
  delete: del(path, { policy: 'identity:delete_endpoint_group', status: 204, errors }),
  endpoints: get(`${path}/endpoints`, {
    policy: 'identity:list_endpoints_associated_with_endpoint_group',
    status: 200,
    returns: collection('endpoints', Endpoint),
    errors,
  }),
  projects: get(`${path}/projects`, {
    policy: 'identity:list_projects_associated_with_endpoint_group',
    status: 200,
    returns: collection('projects', Project),
    errors: [401, 403],
  }),
  showInProject: get(`${path}/projects/{project_id}`, {
    policy: 'identity:get_endpoint_group_in_project',
    status: 200,
    returns: z.object({ project_endpoint_group: z.object({ endpoint_group_id: z.string(), project_id: z.string(), links: Links }) }),
    errors,
  }),
  addToProject: put(`${path}/projects/{project_id}`, { policy: 'identity:add_endpoint_group_to_project', status: 204, errors: [...errors, 409] }),
  removeFromProject: del(`${path}/projects/{project_id}`, { policy: 'identity:remove_endpoint_group_from_project', status: 204, errors }),
  ofProject: get('/OS-EP-FILTER/projects/{project_id}/endpoint_groups', {
    policy: 'identity:list_endpoint_groups_for_project',
    status: 200,
    returns: collection('endpoint_groups', EndpointGroup),
    errors,
  }),
});
