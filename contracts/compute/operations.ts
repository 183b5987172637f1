/** What only operators and other services call. https://docs.openstack.org/api-ref/compute/ · not emulated */
import { bare } from './bare.ts';

/** Hosts before there were services and hypervisors. */
export const hosts = bare(
  { '/os-hosts': 'GET', '/os-hosts/{id}': 'GET PUT', '/os-hosts/{id}/reboot': 'GET', '/os-hosts/{id}/shutdown': 'GET', '/os-hosts/{id}/startup': 'GET' },
  { until: '2.42' },
);
/** Making and changing aggregates. */
export const aggregateChanges = bare({
  '/os-aggregates': 'POST',
  '/os-aggregates/{aggregate_id}': 'PUT DELETE',
  '/os-aggregates/{aggregate_id}/action': 'add_host remove_host set_metadata',
});
/** Images kept on the hosts of an aggregate. */
export const aggregateImages = bare({ '/os-aggregates/{id}/images': 'POST' }, { since: '2.81', status: 202 });
