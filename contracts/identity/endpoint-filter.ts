/** Which endpoints a project sees. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ep-filter-api */
import { del, get, put, resource } from '../operation.ts';
import { Endpoint } from './endpoints.ts';
import { Project } from './projects.ts';
import { collection } from './types.ts';

const errors = [401, 403, 404];
const path = '/OS-EP-FILTER/projects/{project_id}/endpoints';

export const endpointFilter = resource({
  projects: get('/OS-EP-FILTER/endpoints/{endpoint_id}/projects', {
    policy: 'identity:list_projects_for_endpoint',
    status: 200,
    returns: collection('projects', Project),
    errors,
  }),
  endpoints: get(path, { policy: 'identity:list_endpoints_for_project', status: 200, returns: collection('endpoints', Endpoint), errors }),
  check: get(`${path}/{endpoint_id}`, { policy: 'identity:check_endpoint_in_project', status: 204, errors }),
  add: put(`${path}/{endpoint_id}`, { policy: 'identity:add_endpoint_to_project', status: 204, errors: [...errors, 409] }),
  remove: del(`${path}/{endpoint_id}`, { policy: 'identity:remove_endpoint_from_project', status: 204, errors }),
});
