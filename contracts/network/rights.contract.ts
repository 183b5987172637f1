import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

type Who = 'admin' | 'member' | 'manager' | 'onlooker' | 'reader';
/** Upstream's rule; a request; who may, who may not, and how the latter is told. The refused one asks first. */
type Case = [rule: string, request: string, body: object | undefined, allowed: Who, refused: Who, status: 403 | 404];
type Ids = Record<string, string>;

/** Things of the member's project, and shared ones of the admin's. */
async function furnish({ admin, member, manager, name, later }: Stage): Promise<Ids> {
  const ids: Ids = {};
  const make = async (who: Stage['admin'], as: string, path: string, body: Record<string, object>): Promise<void> => {
    const { status, json, text } = await who.network.request('POST', path, { json: body });
    if (status !== 201) throw new Error(`${as}: ${status} ${text}`);
    const [made] = Object.values(json as Record<string, { id: string }>);
    ids[as] = made?.id ?? '';
    later(() => admin.network.request('DELETE', `${path}/${ids[as]}`));
  };
  ids['project'] = (await member.whoami()).project?.id ?? '';
  ids['elsewhere'] = (await admin.whoami()).project?.id ?? '';
  await make(member, 'network', '/networks', { network: { name: name('network') } });
  await make(member, 'subnet', '/subnets', { subnet: { network_id: ids['network'], ip_version: 4, cidr: '192.168.44.0/24' } });
  await make(member, 'port', '/ports', { port: { network_id: ids['network'] } });
  await make(member, 'group', '/security-groups', { security_group: { name: name('group') } });
  await make(member, 'rule', '/security-group-rules', { security_group_rule: { security_group_id: ids['group'], direction: 'ingress', protocol: 'tcp' } });
  await make(member, 'router', '/routers', { router: { name: name('router') } });
  await make(member, 'pool', '/subnetpools', { subnetpool: { name: name('pool'), prefixes: ['10.236.0.0/16'] } });
  await make(member, 'scope', '/address-scopes', { address_scope: { name: name('scope'), ip_version: 4 } });
  await make(member, 'addresses', '/address-groups', { address_group: { name: name('addresses') } });
  await make(manager, 'policy', '/qos/policies', { policy: { name: name('policy') } });
  await make(manager, 'limit', `/qos/policies/${ids['policy']}/bandwidth_limit_rules`, { bandwidth_limit_rule: { max_kbps: 1000 } });
  const rbac = { object_type: 'network', object_id: ids['network'], action: 'access_as_shared', target_tenant: ids['elsewhere'] };
  await make(member, 'rbac', '/rbac-policies', { rbac_policy: rbac });
  await make(admin, 'sharedNetwork', '/networks', { network: { name: name('shared'), shared: true } });
  await make(admin, 'sharedSubnet', '/subnets', { subnet: { network_id: ids['sharedNetwork'], ip_version: 4, cidr: '192.168.45.0/24' } });
  await make(admin, 'sharedPool', '/subnetpools', { subnetpool: { name: name('shared'), prefixes: ['10.237.0.0/16'], shared: true } });
  await make(admin, 'sharedScope', '/address-scopes', { address_scope: { name: name('shared'), ip_version: 4, shared: true } });
  await make(admin, 'sharedPolicy', '/qos/policies', { policy: { name: name('shared'), shared: true } });
  await make(admin, 'flavor', '/flavors', { flavor: { name: name('flavor'), service_type: 'L3_ROUTER_NAT' } });
  await make(admin, 'profile', '/service_profiles', { service_profile: { metainfo: '{}' } });
  return ids;
}

const text = { description: 'changed' };
const tables: Record<string, Case[]> = {
  networks: [
    ['get_network', 'GET /networks/{network}', undefined, 'onlooker', 'reader', 404],
    ['get_network (shared)', 'GET /networks/{sharedNetwork}', undefined, 'reader', 'reader', 404],
    ['create_network', 'POST /networks', { network: {} }, 'member', 'onlooker', 403],
    ['create_network:shared', 'POST /networks', { network: { shared: true } }, 'admin', 'member', 403],
    ['create_network:router:external', 'POST /networks', { network: { 'router:external': true } }, 'admin', 'member', 403],
    ['create_network:provider:network_type', 'POST /networks', { network: { 'provider:network_type': 'vxlan' } }, 'admin', 'manager', 403],
    ['create_network:port_security_enabled', 'POST /networks', { network: { port_security_enabled: false } }, 'member', 'onlooker', 403],
    ['update_network', 'PUT /networks/{network}', { network: text }, 'member', 'onlooker', 403],
    ['update_network (another project)', 'PUT /networks/{network}', { network: text }, 'manager', 'reader', 404],
    ['update_network (shared)', 'PUT /networks/{sharedNetwork}', { network: text }, 'admin', 'member', 403],
    ['update_network:shared', 'PUT /networks/{network}', { network: { shared: false } }, 'admin', 'member', 403],
    ['delete_network', 'DELETE /networks/{sharedNetwork}', undefined, 'admin', 'manager', 403],
  ],
  subnets: [
    ['get_subnet', 'GET /subnets/{subnet}', undefined, 'onlooker', 'reader', 404],
    ['get_subnet (shared)', 'GET /subnets/{sharedSubnet}', undefined, 'reader', 'reader', 404],
    ['create_subnet', 'POST /subnets', { subnet: { network_id: '{network}', ip_version: 4, cidr: '192.168.46.0/24' } }, 'member', 'onlooker', 403],
    ['create_subnet (shared)', 'POST /subnets', { subnet: { network_id: '{sharedNetwork}', ip_version: 4, cidr: '192.168.47.0/24' } }, 'admin', 'member', 403],
    ['update_subnet', 'PUT /subnets/{subnet}', { subnet: text }, 'member', 'onlooker', 403],
    ['update_subnet:service_types', 'PUT /subnets/{sharedSubnet}', { subnet: { service_types: [] } }, 'admin', 'member', 403],
    ['delete_subnet', 'DELETE /subnets/{sharedSubnet}', undefined, 'admin', 'manager', 403],
  ],
  ports: [
    ['get_port', 'GET /ports/{port}', undefined, 'onlooker', 'reader', 404],
    ['create_port', 'POST /ports', { port: { network_id: '{network}' } }, 'member', 'onlooker', 403],
    ['create_port:mac_address', 'POST /ports', { port: { network_id: '{sharedNetwork}', mac_address: 'fa:16:3e:00:77:01' } }, 'admin', 'member', 403],
    [
      'create_port:fixed_ips:ip_address',
      'POST /ports',
      { port: { network_id: '{sharedNetwork}', fixed_ips: [{ ip_address: '192.168.45.9' }] } },
      'admin',
      'member',
      403,
    ],
    ['create_port:binding:host_id', 'POST /ports', { port: { network_id: '{network}', 'binding:host_id': 'x' } }, 'admin', 'member', 403],
    ['create_port:port_security_enabled', 'POST /ports', { port: { network_id: '{sharedNetwork}', port_security_enabled: false } }, 'admin', 'member', 403],
    ['create_port:device_owner', 'POST /ports', { port: { network_id: '{sharedNetwork}', device_owner: 'network:mine' } }, 'admin', 'member', 403],
    ['update_port', 'PUT /ports/{port}', { port: text }, 'member', 'onlooker', 403],
    ['update_port:mac_address', 'PUT /ports/{port}', { port: { mac_address: 'fa:16:3e:00:77:02' } }, 'manager', 'member', 403],
    ['update_port:binding:host_id', 'PUT /ports/{port}', { port: { 'binding:host_id': '' } }, 'admin', 'manager', 403],
    ['delete_port', 'DELETE /ports/{port}', undefined, 'member', 'onlooker', 403],
  ],
  'security groups': [
    ['get_security_group', 'GET /security-groups/{group}', undefined, 'onlooker', 'reader', 404],
    ['create_security_group', 'POST /security-groups', { security_group: { name: 'rights' } }, 'member', 'onlooker', 403],
    ['update_security_group', 'PUT /security-groups/{group}', { security_group: text }, 'member', 'onlooker', 403],
    ['get_security_group_rule', 'GET /security-group-rules/{rule}', undefined, 'onlooker', 'reader', 404],
    [
      'create_security_group_rule',
      'POST /security-group-rules',
      { security_group_rule: { security_group_id: '{group}', direction: 'egress', protocol: 'udp' } },
      'member',
      'onlooker',
      403,
    ],
    ['delete_security_group_rule', 'DELETE /security-group-rules/{rule}', undefined, 'member', 'onlooker', 403],
    ['delete_security_group', 'DELETE /security-groups/{group}', undefined, 'member', 'onlooker', 403],
    ['get_default_security_group_rule', 'GET /default-security-group-rules', undefined, 'reader', 'reader', 403],
  ],
  routers: [
    ['get_router', 'GET /routers/{router}', undefined, 'onlooker', 'reader', 404],
    ['create_router', 'POST /routers', { router: {} }, 'member', 'onlooker', 403],
    ['create_router:ha', 'POST /routers', { router: { ha: false } }, 'admin', 'manager', 403],
    ['create_router:distributed', 'POST /routers', { router: { distributed: false } }, 'admin', 'manager', 403],
    ['update_router', 'PUT /routers/{router}', { router: text }, 'member', 'onlooker', 403],
    ['add_router_interface', 'PUT /routers/{router}/add_router_interface', { subnet_id: '{subnet}' }, 'member', 'onlooker', 403],
    ['add_extraroutes', 'PUT /routers/{router}/add_extraroutes', { router: { routes: [] } }, 'member', 'onlooker', 403],
    ['remove_router_interface', 'PUT /routers/{router}/remove_router_interface', { subnet_id: '{subnet}' }, 'member', 'onlooker', 403],
    ['get_l3-agents', 'GET /routers/{router}/l3-agents', undefined, 'admin', 'manager', 403],
    ['delete_router', 'DELETE /routers/{router}', undefined, 'member', 'onlooker', 403],
  ],
  'pools, scopes and address groups': [
    ['get_subnetpool', 'GET /subnetpools/{pool}', undefined, 'onlooker', 'reader', 404],
    ['get_subnetpool (shared)', 'GET /subnetpools/{sharedPool}', undefined, 'reader', 'reader', 404],
    ['create_subnetpool', 'POST /subnetpools', { subnetpool: { name: 'rights', prefixes: ['10.238.0.0/16'] } }, 'member', 'onlooker', 403],
    ['create_subnetpool:shared', 'POST /subnetpools', { subnetpool: { name: 'rights', prefixes: ['10.238.0.0/16'], shared: true } }, 'admin', 'manager', 403],
    ['update_subnetpool', 'PUT /subnetpools/{pool}', { subnetpool: text }, 'member', 'onlooker', 403],
    ['add_prefixes', 'PUT /subnetpools/{pool}/add_prefixes', { prefixes: ['10.239.0.0/16'] }, 'member', 'onlooker', 403],
    ['delete_subnetpool', 'DELETE /subnetpools/{sharedPool}', undefined, 'admin', 'manager', 403],
    ['get_address_scope', 'GET /address-scopes/{scope}', undefined, 'onlooker', 'reader', 404],
    ['get_address_scope (shared)', 'GET /address-scopes/{sharedScope}', undefined, 'reader', 'reader', 404],
    ['create_address_scope', 'POST /address-scopes', { address_scope: { ip_version: 6 } }, 'member', 'onlooker', 403],
    ['create_address_scope:shared', 'POST /address-scopes', { address_scope: { ip_version: 6, shared: true } }, 'admin', 'manager', 403],
    ['update_address_scope', 'PUT /address-scopes/{scope}', { address_scope: { name: 'x' } }, 'member', 'onlooker', 403],
    ['delete_address_scope', 'DELETE /address-scopes/{sharedScope}', undefined, 'admin', 'manager', 403],
    ['get_address_group', 'GET /address-groups/{addresses}', undefined, 'onlooker', 'reader', 404],
    ['create_address_group', 'POST /address-groups', { address_group: {} }, 'member', 'onlooker', 403],
    ['update_address_group', 'PUT /address-groups/{addresses}', { address_group: text }, 'member', 'onlooker', 403],
    ['add_addresses', 'PUT /address-groups/{addresses}/add_addresses', { addresses: ['10.0.0.1/32'] }, 'member', 'onlooker', 403],
    ['delete_address_group', 'DELETE /address-groups/{addresses}', undefined, 'member', 'onlooker', 403],
  ],
  'QoS policies': [
    ['get_policy', 'GET /qos/policies/{policy}', undefined, 'onlooker', 'reader', 404],
    ['get_policy (shared)', 'GET /qos/policies/{sharedPolicy}', undefined, 'reader', 'reader', 404],
    ['create_policy', 'POST /qos/policies', { policy: { name: 'rights' } }, 'manager', 'member', 403],
    ['update_policy', 'PUT /qos/policies/{policy}', { policy: text }, 'manager', 'member', 403],
    ['delete_policy', 'DELETE /qos/policies/{sharedPolicy}', undefined, 'admin', 'manager', 403],
    ['get_policy_bandwidth_limit_rule', 'GET /qos/policies/{policy}/bandwidth_limit_rules/{limit}', undefined, 'onlooker', 'reader', 404],
    ['create_policy_dscp_marking_rule', 'POST /qos/policies/{policy}/dscp_marking_rules', { dscp_marking_rule: { dscp_mark: 8 } }, 'manager', 'member', 403],
    [
      'update_policy_bandwidth_limit_rule',
      'PUT /qos/policies/{policy}/bandwidth_limit_rules/{limit}',
      { bandwidth_limit_rule: { max_kbps: 5 } },
      'manager',
      'member',
      403,
    ],
    ['delete_policy_bandwidth_limit_rule', 'DELETE /qos/policies/{policy}/bandwidth_limit_rules/{limit}', undefined, 'manager', 'member', 403],
    ['get_rule_type', 'GET /qos/rule-types', undefined, 'reader', 'reader', 403],
  ],
  'RBAC policies': [
    ['get_rbac_policy', 'GET /rbac-policies/{rbac}', undefined, 'onlooker', 'reader', 404],
    [
      'create_rbac_policy',
      'POST /rbac-policies',
      { rbac_policy: { object_type: 'address_scope', object_id: '{scope}', action: 'access_as_shared', target_tenant: '{elsewhere}' } },
      'member',
      'onlooker',
      403,
    ],
    [
      'create_rbac_policy:target_tenant',
      'POST /rbac-policies',
      { rbac_policy: { object_type: 'subnetpool', object_id: '{pool}', action: 'access_as_shared', target_tenant: '*' } },
      'admin',
      'manager',
      403,
    ],
    ['update_rbac_policy', 'PUT /rbac-policies/{rbac}', { rbac_policy: { target_tenant: '{project}' } }, 'member', 'onlooker', 403],
    ['update_rbac_policy:target_tenant', 'PUT /rbac-policies/{rbac}', { rbac_policy: { target_tenant: '*' } }, 'admin', 'manager', 403],
    ['delete_rbac_policy', 'DELETE /rbac-policies/{rbac}', undefined, 'member', 'onlooker', 403],
  ],
  'flavors, quotas and agents': [
    ['get_flavor', 'GET /flavors/{flavor}', undefined, 'reader', 'reader', 404],
    ['create_flavor', 'POST /flavors', { flavor: { service_type: 'L3_ROUTER_NAT' } }, 'admin', 'manager', 403],
    ['update_flavor', 'PUT /flavors/{flavor}', { flavor: text }, 'admin', 'manager', 403],
    ['delete_flavor', 'DELETE /flavors/{flavor}', undefined, 'admin', 'manager', 403],
    ['get_service_profile', 'GET /service_profiles/{profile}', undefined, 'admin', 'manager', 404],
    ['create_service_profile', 'POST /service_profiles', { service_profile: { metainfo: '{}' } }, 'admin', 'manager', 403],
    ['get_quota', 'GET /quotas/{project}', undefined, 'manager', 'reader', 403],
    ['update_quota', 'PUT /quotas/{project}', { quota: { router: 7 } }, 'admin', 'manager', 403],
    ['delete_quota', 'DELETE /quotas/{project}', undefined, 'admin', 'manager', 403],
    ['get_availability_zone', 'GET /availability_zones', undefined, 'reader', 'reader', 403],
    ['get_service_provider', 'GET /service-providers', undefined, 'reader', 'reader', 403],
  ],
};

contract('network rights', { needs: ['admin'] }, (it) => {
  for (const [noun, cases] of Object.entries(tables)) {
    it(`of ${noun} are upstream's`, async (stage) => {
      const ids = await furnish(stage);
      const fill = (pattern: string): string => pattern.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => ids[key] ?? key);
      const wrong: string[] = [];
      for (const [rule, request, body, allowed, refused, status] of cases) {
        const [method, path] = fill(request).split(' ') as ['GET', string];
        const options = body && { json: JSON.parse(fill(JSON.stringify(body))) as unknown };
        if (refused !== allowed) {
          const refusal = await stage[refused].network.request(method, path, options);
          if (refusal.status !== status) wrong.push(`${rule} by ${refused}: ${refusal.status} ${refusal.text}`);
        }
        const answer = await stage[allowed].network.request(method, path, options);
        if (answer.status >= 300) wrong.push(`${rule} by ${allowed}: ${answer.status} ${answer.text}`);
        else if (request.startsWith('POST ')) {
          const [made] = Object.values(answer.json as Record<string, { id: string }>);
          await stage.admin.network.request('DELETE', `${path}/${made?.id}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }
});
