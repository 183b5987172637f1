/** Which policy an endpoint, a service or a service in a region has. https://docs.openstack.org/api-ref/identity/v3-ext/#os-endpoint-policy-api */
import { z } from 'zod';
import { del, get, put, resource } from '../operation.ts';
import { Endpoint } from './endpoints.ts';
import { Policy } from './policies.ts';
import { collection } from './types.ts';

const errors = [401, 403, 404];
const status = 204;
const associations = <P extends string>(path: P, rule: 'endpoint' | 'service' | 'region_and_service') =>
  resource({
    check: get(path, { policy: `identity:check_policy_association_for_${rule}`, status, errors }),
    assign: put(path, { policy: `identity:create_policy_association_for_${rule}`, status, errors }),
    unassign: del(path, { policy: `identity:delete_policy_association_for_${rule}`, status, errors }),
  });
const ROOT = '/policies/{policy_id}/OS-ENDPOINT-POLICY';

export const endpointPolicies = associations(`${ROOT}/endpoints/{endpoint_id}`, 'endpoint');
export const servicePolicies = associations(`${ROOT}/services/{service_id}`, 'service');
export const regionPolicies = associations(`${ROOT}/services/{service_id}/regions/{region_id}`, 'region_and_service');

export const policyEndpoints = resource({
  policy: get('/endpoints/{endpoint_id}/OS-ENDPOINT-POLICY/policy', {
    policy: 'identity:get_policy_for_endpoint',
    status: 200,
    returns: z.object({ policy: Policy }),
    errors,
  }),
  endpoints: get(`${ROOT}/endpoints`, {
    policy: 'identity:list_endpoints_for_policy',
    status: 200,
    returns: collection('endpoints', Endpoint.omit({ region: true })),
    errors,
  }),
});
