/**
 * How many addresses are left. https://docs.openstack.org/api-ref/network/v2/#network-ip-availability-and-usage-stats
 * Follows `neutron/db/network_ip_availability_db.py`.
 */
import { networkIpAvailabilities as table } from '../../contracts/network/network-ip-availabilities.ts';
import { type Context, implement } from '../core/context.ts';
import { parseAddress, parseCidr } from './addresses.ts';
import { attribute } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { passes, readListing } from './engine/listing.ts';
import { networkNotFound } from './faults.ts';
import { type Network, type Subnet, allocations, networks, subnets } from './rows.ts';

const filter = attribute('show filter');
const kind: Kind = {
  name: 'network_ip_availability',
  collection: 'network_ip_availabilities',
  attributes: { network_id: filter, network_name: filter, tenant_id: filter, ip_version: filter },
};

export const networkIpAvailabilityHandlers = implement(table, {
  async list(request) {
    const { filters } = readListing(kind, request.path);
    if (!request.may('get_network_ip_availability')) return { network_ip_availabilities: [] };
    const shown = [];
    for (const network of await request.rows.list(networks)) {
      const one = await availability(request, network, filters['ip_version'] as readonly string[] | undefined);
      if (passes(one, { ...filters, ip_version: ['any'] })) shown.push(one);
    }
    return { network_ip_availabilities: shown };
  },
  async show(request) {
    const { network_id } = request.params;
    const network = await request.rows.get(networks, network_id);
    if (!network || !request.may('get_network_ip_availability')) throw networkNotFound(network_id);
    return { network_ip_availability: await availability(request, network) };
  },
});

async function availability({ rows }: Context, network: Network, versions?: readonly string[]) {
  const own = await rows.list(subnets, { where: { network_id: network.id } });
  const subnet_ip_availability: ReturnType<typeof ofSubnet>[] = [];
  for (const subnet of own.filter(({ ip_version }) => !versions || versions.includes(String(ip_version)))) {
    const used = (await rows.list(allocations, { where: { subnet_id: subnet.id } })).map(({ id }) => id.slice(id.indexOf('/') + 1));
    subnet_ip_availability.push(ofSubnet(subnet, used));
  }
  const sum = (of: (subnet: ReturnType<typeof ofSubnet>) => number): number => subnet_ip_availability.reduce((total, subnet) => total + of(subnet), 0);
  return {
    network_id: network.id,
    network_name: network.name,
    project_id: network.project_id,
    tenant_id: network.project_id,
    subnet_ip_availability,
    used_ips: sum(({ used_ips }) => used_ips),
    total_ips: sum(({ total_ips }) => total_ips),
    ip_availability_details: {
      total_ips_in_subnet: sum(({ ip_availability_details: details }) => details.total_ips_in_subnet),
      total_ips_in_allocation_pool: sum(({ ip_availability_details: details }) => details.total_ips_in_allocation_pool),
      used_ips_in_subnet: sum(({ ip_availability_details: details }) => details.used_ips_in_subnet),
      used_ips_in_allocation_pool: sum(({ ip_availability_details: details }) => details.used_ips_in_allocation_pool),
    },
  };
}
function ofSubnet({ id, name, cidr, ip_version, allocation_pools: pools }: Subnet, used: readonly string[]) {
  const value = (ip: string): bigint => parseAddress(ip)?.value ?? 0n;
  const net = parseCidr(cidr);
  const whole = net ? Number(net.last - net.first + 1n) : 0;
  const inPools = used.filter((ip) => pools.some(({ start, end }) => value(ip) >= value(start) && value(ip) <= value(end)));
  const total = pools.reduce((sum, { start, end }) => sum + Number(value(end) - value(start) + 1n), 0);
  return {
    subnet_id: id,
    subnet_name: name,
    ip_version,
    cidr,
    used_ips: used.length,
    total_ips: total,
    ip_availability_details: {
      total_ips_in_subnet: ip_version === 4 && whole > 2 ? whole - 2 : whole,
      total_ips_in_allocation_pool: total,
      used_ips_in_subnet: used.length,
      used_ips_in_allocation_pool: inPools.length,
    },
  };
}
