/** What of Neutron is not emulated. https://docs.openstack.org/api-ref/network/v2/ */
import { bare } from '../compute/bare.ts';

/** Who may use what. */
export const sharing = bare({
  '/default-security-group-rules': 'POST',
  '/default-security-group-rules/{default_security_group_rule_id}': 'DELETE',
  '/security-groups-default-statefulness': 'GET POST',
  '/security-groups-default-statefulness/{security_groups_default_statefulness_id}': 'GET PUT DELETE',
});
/** https://docs.openstack.org/api-ref/network/v2/#layer-3-networking */
export const routing = bare({
  '/auto-allocated-topology': 'GET',
  '/flavors': 'GET POST',
  '/flavors/{flavor_id}': 'GET PUT DELETE',
  '/flavors/{flavor_id}/service_profiles': 'POST',
  '/flavors/{flavor_id}/next_providers/{next_provider_id}': 'GET',
  '/flavors/{flavor_id}/service_profiles/{service_profile_id}': 'GET DELETE',
  '/floatingip-pools': 'GET',
  '/service_profiles': 'GET POST',
  '/service_profiles/{service_profile_id}': 'GET PUT DELETE',
  '/floatingips/{floatingip_id}/port_forwardings': 'GET POST',
  '/floatingips/{floatingip_id}/port_forwardings/{port_forwarding_id}': 'GET PUT DELETE',
  '/routers/{router_id}/add_extraroutes': 'PUT',
  '/routers/{router_id}/l3-agents': 'GET',
  '/routers/{router_id}/remove_extraroutes': 'PUT',
});
/** Ports on several hosts, and what runs on which agent. */
export const hosting = bare({
  '/agents/{agent_id}': 'PUT DELETE',
  '/agents/{agent_id}/l3-routers': 'GET POST',
  '/agents/{agent_id}/l3-routers/{id}': 'PUT DELETE',
  '/ports/{port_id}/bindings': 'GET POST',
  '/ports/{port_id}/bindings/{binding_id}': 'GET PUT DELETE',
  '/ports/{port_id}/bindings/{binding_id}/activate': 'PUT',
});
