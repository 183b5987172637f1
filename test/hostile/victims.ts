/** Things to be maltreated: something of every kind that a path may name, apart from what the caller's own token needs. */
import type { Connection } from '../../client/index.ts';

/** Ids by the name of the path parameter. */
export async function victims({ identity, compute, image, network, whoami }: Connection): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  type Service = Pick<Connection['identity'], 'request'>;
  const make = async (service: Service, path: string, json: Record<string, unknown>): Promise<string> => {
    const answer = await service.request('POST', path, { json });
    const body = answer.json as Record<string, { id?: string; name?: string }> & { id?: string };
    const [kind = ''] = Object.keys(json);
    return body?.id ?? body?.[kind]?.id ?? body?.[kind]?.name ?? '';
  };
  const first = async (service: Service, path: string, key: string): Promise<string> => (await service.request('GET', path)).json?.[key]?.[0]?.id ?? '';

  ids['domain_id'] = await make(identity, '/domains', { domain: { name: 'victim' } });
  ids['project_id'] = await make(identity, '/projects', { project: { name: 'victim' } });
  ids['user_id'] = await make(identity, '/users', { user: { name: 'victim', password: 'x' } });
  ids['role_id'] = await make(identity, '/roles', { role: { name: 'victim' } });
  ids['group_id'] = await make(identity, '/groups', { group: { name: 'victim' } });
  ids['region_id'] = await make(identity, '/regions', { region: { id: 'victim' } });
  ids['service_id'] = await make(identity, '/services', { service: { type: 'victim', name: 'victim' } });
  ids['endpoint_id'] = await make(identity, '/endpoints', { endpoint: { service_id: ids['service_id'], interface: 'public', url: 'http://x' } });

  ids['network_id'] = await make(network, '/networks', { network: { name: 'victim' } });
  ids['subnet_id'] = await make(network, '/subnets', { subnet: { network_id: ids['network_id'], ip_version: 4, cidr: '10.9.0.0/24' } });
  ids['port_id'] = await make(network, '/ports', { port: { network_id: ids['network_id'] } });
  ids['security_group_id'] = await make(network, '/security-groups', { security_group: { name: 'victim' } });

  ids['image_id'] = await make(image, '/images', { name: 'victim', disk_format: 'raw', container_format: 'bare' });
  const picture = await first(image, '/images?status=active', 'images');
  ids['flavor_id'] = await make(compute, '/flavors', { flavor: { name: 'victim', ram: 64, vcpus: 1, disk: 1 } });
  ids['keypair_name'] = await make(compute, '/os-keypairs', { keypair: { name: 'victim' } });
  const server = { name: 'victim', flavorRef: '1', imageRef: picture, networks: [{ uuid: ids['network_id'] }] };
  ids['server_id'] = await make(compute, '/servers', { server });
  ids['tenant_id'] = (await whoami()).project?.id ?? '';
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id));
}
