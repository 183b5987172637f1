/** Things to be maltreated: something of every kind that a path may name, apart from what the caller's own token needs. */
import type { Connection } from '../../client/index.ts';

type Service = Pick<Connection['identity'], 'request'>;
export interface Victims {
  /** Ids by the name of the path parameter. */
  ids: Record<string, string>;
  /** API roots that do not go without a project. */
  roots: Record<string, string>;
  /** Bodies that are taken, by path: `/networks`. */
  bodies: Record<string, unknown>;
  /** A server that nothing has been done to. */
  server: () => Promise<string>;
}

export async function victims({ identity, compute, image, network, 'block-storage': storage, whoami }: Connection): Promise<Victims> {
  const ids: Record<string, string> = { tag: 'victim', key: 'victim', id: 'victim' };
  const bodies: Record<string, unknown> = {};
  const make = async (service: Service, path: string, json: Record<string, unknown>): Promise<string> => {
    bodies[path] = json;
    const answer = await service.request('POST', path, { json });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    const [kind = ''] = Object.keys(json);
    return answer.json.id ?? answer.json[kind].id ?? answer.json[kind].name;
  };
  const first = async (service: Service, path: string, key: string): Promise<string> => (await service.request('GET', path)).json?.[key]?.[0]?.id ?? '';

  ids['domain_id'] = await make(identity, '/domains', { domain: { name: 'victim' } });
  ids['project_id'] = await make(identity, '/projects', { project: { name: 'victim' } });
  ids['tenant_id'] = ids['project_id'];
  ids['user_id'] = await make(identity, '/users', { user: { name: 'victim', password: 'x' } });
  ids['role_id'] = await make(identity, '/roles', { role: { name: 'victim' } });
  ids['prior_role_id'] = ids['role_id'];
  ids['implied_role_id'] = await make(identity, '/roles', { role: { name: 'implied' } });
  ids['group_id'] = await make(identity, '/groups', { group: { name: 'victim' } });
  ids['region_id'] = await make(identity, '/regions', { region: { id: 'victim' } });
  ids['service_id'] = await make(identity, '/services', { service: { type: 'victim', name: 'victim' } });
  ids['endpoint_id'] = await make(identity, '/endpoints', { endpoint: { service_id: ids['service_id'], interface: 'public', url: 'http://x' } });
  bodies['/users/{user_id}/password'] = { user: { password: 'y', original_password: 'x' } };

  const project = (await whoami()).project?.id;
  const kinds = ['network', 'subnet', 'subnetpool', 'port', 'router', 'floatingip', 'security_group', 'security_group_rule'];
  await network.request('PUT', `/quotas/${project}`, { json: { quota: Object.fromEntries(kinds.map((kind) => [kind, -1])) } });
  const network_id = await make(network, '/networks', { network: { name: 'victim' } });
  const outside = await first(network, '/networks?router:external=true', 'networks');
  ids['network_id'] = network_id;
  ids['subnet_id'] = await make(network, '/subnets', { subnet: { network_id, ip_version: 4, cidr: '10.9.0.0/16' } });
  ids['port_id'] = await make(network, '/ports', { port: { network_id } });
  ids['subnetpool_id'] = await make(network, '/subnetpools', { subnetpool: { name: 'victim', prefixes: ['10.64.0.0/12'], default_prefixlen: 26 } });
  ids['security_group_id'] = await make(network, '/security-groups', { security_group: { name: 'victim' } });
  const rule = { security_group_id: ids['security_group_id'], direction: 'ingress', protocol: 'tcp', port_range_min: 1, port_range_max: 2 };
  ids['security_group_rule_id'] = await make(network, '/security-group-rules', { security_group_rule: rule });
  ids['router_id'] = await make(network, '/routers', { router: { name: 'victim', external_gateway_info: { network_id: outside } } });
  ids['floatingip_id'] = await make(network, '/floatingips', { floatingip: { floating_network_id: outside } });
  bodies['/routers/{router_id}/add_router_interface'] = { subnet_id: ids['subnet_id'] };
  bodies['/routers/{router_id}/remove_router_interface'] = { subnet_id: ids['subnet_id'] };

  ids['image_id'] = await make(image, '/images', { name: 'victim', disk_format: 'raw', container_format: 'bare' });
  ids['member_id'] = ids['project_id'];
  bodies['/images/{image_id}'] = [{ op: 'add', path: '/colour', value: 'blue' }];
  bodies['/images/{image_id}/members'] = { member: ids['project_id'] };

  ids['volume_id'] = await make(storage, '/volumes', { volume: { name: 'victim', size: 1 } });
  ids['attachment_id'] = await make(storage.at('3.27'), '/attachments', {
    attachment: { volume_uuid: await make(storage, '/volumes', { volume: { size: 1 } }) },
  });

  const imageRef = await first(image, '/images?status=active', 'images');
  ids['flavor_id'] = await make(compute, '/flavors', { flavor: { name: 'victim', ram: 64, vcpus: 1, disk: 1 } });
  ids['keypair_name'] = await make(compute, '/os-keypairs', { keypair: { name: 'victim' } });
  const server = { server: { name: 'victim', flavorRef: '1', imageRef, networks: [{ uuid: network_id }] } };
  await compute.request('PUT', `/os-quota-sets/${project}`, { json: { quota_set: { instances: -1, cores: -1, ram: -1 } } });
  return { ids, roots: { '/v1.1': `/v1.1/${project}` }, bodies, server: () => make(compute, '/servers', server) };
}
