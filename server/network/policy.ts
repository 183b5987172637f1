/** Neutron's default rules. `neutron/conf/policies/*.py`. A target carries its network's owner as `network:project_id`. */
import { type Check, type Rule, type Rules, all, any, ownProject, role } from '../core/policy.ts';

const scopes = ['project'] as const;
const rule = (...checks: Check[]): Rule => ({ check: any(...checks), scopes });

const admin = role('admin');
const service = role('service');
const advanced = role('advsvc');
const own = (name: string): Check => all(role(name), ownProject);
const field =
  (name: string): Check =>
  (_caller, target) =>
    target[name] === true;
const shared = field('shared');
const external = field('router:external');
const owns =
  (parent: string) =>
  (name: string): Check =>
    all(role(name), (caller, target) => caller.project_id !== undefined && caller.project_id === target[`${parent}:project_id`]);
const network = owns('network');
const group = owns('security_group');
const deviceOwner =
  (test: (owner: string) => boolean): Check =>
  (_caller, target) =>
    test(String(target['device_owner'] ?? ''));
const ordinaryDevice = deviceOwner((owner) => !owner.startsWith('network:'));
const unboundDevice = deviceOwner((owner) => !/^(compute|baremetal|manila):/.test(owner));

const adminOnly = rule(admin);
const byMember = rule(admin, own('member'));
const byReader = rule(admin, own('reader'));
const byNetworkOwner = rule(admin, service, network('member'));
const each = (actions: readonly string[], resource: string, attributes: readonly string[], granted: Rule): Rules =>
  Object.fromEntries(actions.flatMap((action) => attributes.map((attribute) => [`${action}_${resource}:${attribute}`, granted] as const)));
const write = ['create', 'update'] as const;
const subnetReader = rule(own('reader'), shared, external, admin, network('reader'), service);
const subnetWriter = rule(own('member'), admin, network('member'));
const groupReader = rule(admin, own('reader'), shared);

const tags = (resource: string, readers: Rule, writers: Rule): Rules => ({
  [`get_${resource}:tags`]: readers,
  [`update_${resource}:tags`]: writers,
  [`delete_${resource}:tags`]: writers,
});

export const rules: Rules = {
  create_network: byMember,
  get_network: rule(admin, own('reader'), service, shared, external, advanced),
  update_network: byMember,
  delete_network: byMember,
  ...each(['create', 'get', 'update'], 'network', ['segments', 'provider:network_type', 'provider:physical_network', 'provider:segmentation_id'], adminOnly),
  ...each(write, 'network', ['shared', 'router:external', 'is_default'], adminOnly),
  ...each(write, 'network', ['port_security_enabled'], byMember),

  create_subnet: rule(admin, network('member')),
  get_subnet: subnetReader,
  update_subnet: subnetWriter,
  delete_subnet: subnetWriter,
  ...each(write, 'subnet', ['service_types'], adminOnly),

  create_subnetpool: byMember,
  get_subnetpool: rule(admin, own('reader'), shared),
  update_subnetpool: byMember,
  delete_subnetpool: byMember,
  ...each(write, 'subnetpool', ['is_default'], adminOnly),
  'create_subnetpool:shared': adminOnly,

  create_port: rule(admin, service, network('member'), shared),
  get_port: rule(admin, service, network('reader'), own('reader')),
  update_port: rule(admin, service, own('member')),
  delete_port: rule(admin, service, all(unboundDevice, any(network('member'), own('member')))),
  ...each(['get'], 'port', ['binding:vif_type', 'binding:vif_details', 'binding:host_id', 'binding:profile'], rule(admin, service)),
  'get_port:resource_request': adminOnly,
  ...each(write, 'port', ['device_id', 'binding:vnic_type'], rule(admin, own('member'), service)),
  ...each(write, 'port', ['device_owner'], rule(ordinaryDevice, admin, service, network('member'))),
  'create_port:mac_address': byNetworkOwner,
  'update_port:mac_address': rule(admin, service, network('manager')),
  'create_port:fixed_ips': rule(admin, service, network('member'), shared),
  'update_port:fixed_ips': byNetworkOwner,
  ...each(write, 'port', ['fixed_ips:ip_address', 'port_security_enabled'], byNetworkOwner),
  ...each(write, 'port', ['fixed_ips:subnet_id'], rule(admin, service, network('member'), shared)),
  ...each(write, 'port', ['binding:host_id'], rule(admin, service)),
  ...each(write, 'port', ['binding:profile'], rule(service)),
  ...each(write, 'port', ['allowed_address_pairs', 'allowed_address_pairs:mac_address', 'allowed_address_pairs:ip_address'], byNetworkOwner),

  create_security_group: byMember,
  get_security_group: groupReader,
  update_security_group: byMember,
  delete_security_group: byMember,
  create_security_group_rule: rule(admin, group('member')),
  get_security_group_rule: rule(admin, group('reader')),
  delete_security_group_rule: rule(admin, group('member')),
  get_default_security_group_rule: rule(role('reader')),

  create_router: byMember,
  get_router: byReader,
  update_router: byMember,
  delete_router: byMember,
  add_router_interface: byMember,
  remove_router_interface: byMember,
  ...each(['create', 'get', 'update'], 'router', ['distributed', 'ha'], adminOnly),
  ...each(write, 'router', ['external_gateway_info', 'external_gateway_info:network_id'], byMember),
  ...each(write, 'router', ['external_gateway_info:enable_snat', 'external_gateway_info:external_fixed_ips'], adminOnly),

  create_floatingip: byMember,
  get_floatingip: byReader,
  update_floatingip: byMember,
  delete_floatingip: byMember,
  'create_floatingip:floating_ip_address': rule(admin, own('manager')),

  ...tags('network', rule(admin, own('reader'), shared, external, advanced), byMember),
  ...tags('subnet', subnetReader, subnetWriter),
  ...tags('subnetpool', rule(admin, own('reader'), shared), byMember),
  ...tags('port', rule(admin, network('reader'), own('reader'), advanced), rule(admin, own('member'), advanced)),
  ...tags('security_group', groupReader, byMember),
  ...tags('router', byReader, byMember),
  ...tags('floatingip', byReader, byMember),

  get_quota: rule(admin, own('manager')),
  update_quota: adminOnly,
  delete_quota: adminOnly,
  get_agent: adminOnly,
  get_availability_zone: rule(role('reader')),
  get_service_provider: rule(role('reader')),
  get_auto_allocated_topology: byReader,
  delete_auto_allocated_topology: byMember,
  get_network_ip_availability: rule(admin, service),
};
