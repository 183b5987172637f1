/** Nova's old ways to other services, until 2.35. https://docs.openstack.org/api-ref/compute/#deprecated-apis · not emulated */
import { bare } from './bare.ts';

export const proxies = bare(
  {
    '/os-baremetal-nodes': 'GET POST',
    '/os-baremetal-nodes/{id}': 'GET DELETE',
    '/os-baremetal-nodes/{id}/action': 'add_interface remove_interface',
    '/os-floating-ip-pools': 'GET',
    '/os-floating-ips': 'GET POST',
    '/os-floating-ips/{id}': 'GET DELETE',
    '/os-networks': 'GET',
    '/os-networks/{id}': 'GET',
    '/os-security-group-rules': 'POST',
    '/os-security-group-rules/{id}': 'DELETE',
    '/os-security-groups': 'GET POST',
    '/os-security-groups/{id}': 'GET PUT DELETE',
    '/os-snapshots': 'GET POST',
    '/os-snapshots/detail': 'GET',
    '/os-snapshots/{id}': 'GET DELETE',
    '/os-tenant-networks': 'GET',
    '/os-tenant-networks/{id}': 'GET',
    '/os-volumes': 'GET POST',
    '/os-volumes/detail': 'GET',
    '/os-volumes/{id}': 'GET DELETE',
  },
  { until: '2.35' },
);
