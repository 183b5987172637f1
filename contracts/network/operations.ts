/** What of Neutron is not emulated. https://docs.openstack.org/api-ref/network/v2/ */
import { bare } from '../compute/bare.ts';

/** Upstream fails on some of them itself. */
export const unfinished = bare({
  '/auto-allocated-topology': 'GET',
  '/flavors/{flavor_id}/next_providers/{next_provider_id}': 'GET',
  '/security-groups-default-statefulness': 'POST',
  '/agents/{agent_id}/l3-routers/{id}': 'PUT',
});
/** Ports on several hosts. */
export const hosting = bare({
  '/ports/{port_id}/bindings': 'GET POST',
  '/ports/{port_id}/bindings/{binding_id}': 'GET PUT DELETE',
  '/ports/{port_id}/bindings/{binding_id}/activate': 'PUT',
});
