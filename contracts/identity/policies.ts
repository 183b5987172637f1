/** Policies and what they are for. https://docs.openstack.org/api-ref/identity/v3/#policies · not emulated */
import { del, get, patch, post, put, resource } from '../operation.ts';

export const policies = resource({
  listPolicies: get('/policies', { status: 200 }),
  createPolicy: post('/policies', { status: 201 }),
  deletePolicy: del('/policies/{policy_id}', { status: 204 }),
  showPolicy: get('/policies/{policy_id}', { status: 200 }),
  updatePolicy: patch('/policies/{policy_id}', { status: 200 }),
  listEndpointsPolicy: get('/endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy', { status: 200 }),
  listPoliciesEndpoints: get('/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints', { status: 200 }),
  deletePoliciesEndpoint: del('/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}', { status: 204 }),
  showPoliciesEndpoint: get('/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}', { status: 200 }),
  putPoliciesEndpoint: put('/policies/{policy_id}/OS-ENDPOINT-POLICY/endpoints/{endpoint_id}', { status: 204 }),
  deletePoliciesService: del('/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}', { status: 204 }),
  showPoliciesService: get('/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}', { status: 200 }),
  putPoliciesService: put('/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}', { status: 204 }),
  deletePoliciesServicesRegion: del('/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}', { status: 204 }),
  showPoliciesServicesRegion: get('/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}', { status: 200 }),
  putPoliciesServicesRegion: put('/policies/{policy_id}/OS-ENDPOINT-POLICY/services/{service_id}/regions/{region_id}', { status: 204 }),
});
