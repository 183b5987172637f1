/** What only operators and other services call. https://docs.openstack.org/api-ref/compute/ · not emulated */
import { bare } from './bare.ts';

export const operations = bare({
  '/os-assisted-volume-snapshots': 'POST',
  '/os-assisted-volume-snapshots/{id}': 'DELETE',
  '/os-console-auth-tokens/{id}': 'GET',
  '/os-instance_usage_audit_log': 'GET',
  '/os-instance_usage_audit_log/{id}': 'GET',
  '/os-server-external-events': 'POST',
});
/** Hosts before there were services and hypervisors. */
export const hosts = bare(
  { '/os-hosts': 'GET', '/os-hosts/{id}': 'GET PUT', '/os-hosts/{id}/reboot': 'GET', '/os-hosts/{id}/shutdown': 'GET', '/os-hosts/{id}/startup': 'GET' },
  { until: '2.42' },
);
/** The servers' table under another name. */
export const volumesBoot = {
  ...bare(
    {
      '/os-volumes_boot': 'GET POST',
      '/os-volumes_boot/detail': 'GET',
      '/os-volumes_boot/{id}': 'GET PUT DELETE',
      '/os-volumes_boot/{id}/action': 'confirmResize createImage os-start os-stop reboot rebuild resize revertResize',
    },
    { until: '2.102' },
  ),
  ...bare({ '/os-volumes_boot/{id}/action': 'trigger_crash_dump' }, { since: '2.17', until: '2.102' }),
};
/** Making and changing aggregates. */
export const aggregateChanges = bare({
  '/os-aggregates': 'POST',
  '/os-aggregates/{aggregate_id}': 'PUT DELETE',
  '/os-aggregates/{aggregate_id}/action': 'add_host remove_host set_metadata',
});
/** Images kept on the hosts of an aggregate. */
export const aggregateImages = bare({ '/os-aggregates/{id}/images': 'POST' }, { since: '2.81', status: 202 });
/** Addresses of a server, as nova-network had them. */
export const serverAddresses = bare(
  { '/servers/{server_id}/action': 'addFixedIp removeFixedIp addFloatingIp removeFloatingIp' },
  { until: '2.43', status: 202 },
);
/** File shares of a server. */
export const serverShares = bare({ '/servers/{server_id}/shares': 'GET POST', '/servers/{server_id}/shares/{id}': 'GET DELETE' }, { since: '2.97' });
