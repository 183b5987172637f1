/** What of Placement is not emulated. https://docs.openstack.org/api-ref/placement/ */
import { bare } from '../compute/bare.ts';

export const aggregates = bare({ '/resource_providers/{uuid}/aggregates': 'GET PUT' }, { since: '1.1' });
export const consumers = { ...bare({ '/allocations/{consumer_uuid}': 'PUT DELETE' }), ...bare({ '/allocations': 'POST' }, { since: '1.13' }) };
export const scheduling = { ...bare({ '/allocation_candidates': 'GET' }, { since: '1.10' }), ...bare({ '/reshaper': 'POST' }, { since: '1.30' }) };
export const renaming = bare({ '/resource_classes/{name}': 'PUT' }, { since: '1.2' });
export const usagesByType = bare({ '/usages': 'GET' }, { since: '1.38' });
