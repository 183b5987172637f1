/** Which endpoints a project sees. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ep-filter-api · not emulated */
import { del, get, patch, post, put, resource } from '../operation.ts';

export const endpointFilter = resource({
  listEndpointGroups: get('/OS-EP-FILTER/endpoint_groups', { status: 200 }),
  createEndpointGroup: post('/OS-EP-FILTER/endpoint_groups', { status: 201 }),
  deleteEndpointGroup: del('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}', { status: 204 }),
  showEndpointGroup: get('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}', { status: 200 }),
  updateEndpointGroup: patch('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}', { status: 200 }),
  listEndpointGroupsEndpoints: get('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/endpoints', { status: 200 }),
  listEndpointGroupsProjects: get('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects', { status: 200 }),
  listEndpointsProjects: get('/OS-EP-FILTER/endpoints/{endpoint_id}/projects', { status: 200 }),
  listProjectsEndpointGroups: get('/OS-EP-FILTER/projects/{project_id}/endpoint_groups', { status: 200 }),
  listProjectsEndpoints: get('/OS-EP-FILTER/projects/{project_id}/endpoints', { status: 200 }),
  deleteEndpointGroupsProject: del('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}', { status: 204 }),
  showEndpointGroupsProject: get('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}', { status: 200 }),
  putEndpointGroupsProject: put('/OS-EP-FILTER/endpoint_groups/{endpoint_group_id}/projects/{project_id}', { status: 204 }),
  deleteProjectsEndpoint: del('/OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}', { status: 204 }),
  showProjectsEndpoint: get('/OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}', { status: 200 }),
  putProjectsEndpoint: put('/OS-EP-FILTER/projects/{project_id}/endpoints/{endpoint_id}', { status: 204 }),
});
