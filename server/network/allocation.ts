/**
 * Addresses and MACs, each given once. `neutron/db/ipam_pluggable_backend.py`, `neutron/ipam/drivers/neutrondb_ipam/driver.py`
 */
import { badRequest, conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type Cidr, eui64, formatAddress, parseAddress, parseCidr } from './addresses.ts';
import { invalidInput, subnetNotFound } from './faults.ts';
import { type FixedIp, type Pool, type Port, type Subnet, allocations, ports, subnets } from './rows.ts';
import { isAutomatic, isValidOn } from './subnet-plan.ts';

/** What a port asks for: an address, any of a subnet, or both named. */
export interface WantedIp {
  subnet_id?: string;
  ip_address?: string;
}
type Holder = Pick<Port, 'id' | 'network_id' | 'mac_address' | 'device_owner'>;
const isRouterPort = (owner: string): boolean => /^network:(router_|ha_router)/.test(owner);
const netOf = (subnet: Subnet): Cidr => parseCidr(subnet.cidr) as Cidr;

/** @param wanted absent: an address of each IP version, where the network has subnets */
export async function allocate(scope: Scope, port: Holder, wanted: readonly WantedIp[] | undefined): Promise<FixedIp[]> {
  const own = await scope.rows.list(subnets, { where: { network_id: port.network_id } });
  const suitable = own.filter(({ service_types: types }) => !types.length || types.some((type) => port.device_owner.startsWith(type)));
  if (own.length && !suitable.length && wanted === undefined) {
    throw conflict(`No valid service subnet for the given device owner, network ${port.network_id}, service type ${port.device_owner}.`, {
      type: 'IpAddressGenerationFailureNoMatchingSubnet',
    });
  }
  const given = wanted ? await each(scope, port, own, wanted) : await oneOfEachVersion(scope, port, suitable);
  if (isRouterPort(port.device_owner)) return given;
  const automatic = suitable.filter((subnet) => isAutomatic(subnet) && !given.some(({ subnet_id }) => subnet_id === subnet.id));
  for (const subnet of automatic) given.push(await take(scope, port, subnet, formatAddress(6, eui64(netOf(subnet), port.mac_address))));
  return given;
}

async function oneOfEachVersion(scope: Scope, port: Holder, own: readonly Subnet[]): Promise<FixedIp[]> {
  const given: FixedIp[] = [];
  for (const version of [4, 6]) {
    const candidates = own.filter((subnet) => subnet.ip_version === version && !isAutomatic(subnet));
    if (candidates.length) given.push(await anyOf(scope, port, candidates));
  }
  return given;
}
async function anyOf(scope: Scope, port: Holder, candidates: readonly Subnet[]): Promise<FixedIp> {
  for (const subnet of candidates) {
    const ip = await freeAddress(scope, subnet);
    if (ip !== undefined) return take(scope, port, subnet, ip);
  }
  throw conflict(`No more IP addresses available on network ${port.network_id}.`, { type: 'IpAddressGenerationFailure' });
}

async function each(scope: Scope, port: Holder, own: readonly Subnet[], wanted: readonly WantedIp[]): Promise<FixedIp[]> {
  const chosen: [Subnet, WantedIp][] = [];
  for (const ip of wanted) chosen.push([await subnetFor(scope, port, own, ip), ip]);
  const given: FixedIp[] = [];
  for (const [subnet, { ip_address: ip }] of chosen) {
    if (ip !== undefined) given.push(await take(scope, port, subnet, ip));
    else if (!isAutomatic(subnet) || isRouterPort(port.device_owner)) given.push(await anyOf(scope, port, [subnet]));
  }
  return given;
}
async function subnetFor(
  { rows }: Scope,
  { network_id: network, device_owner: owner }: Holder,
  own: readonly Subnet[],
  { subnet_id: id, ip_address: ip }: WantedIp,
) {
  if (!own.length) throw invalidInput('IP allocation requires subnets for network');
  if (id !== undefined) {
    const subnet = own.find((candidate) => candidate.id === id);
    if (!subnet) {
      if (!(await rows.get(subnets, id))) throw subnetNotFound(id);
      throw invalidInput(`Failed to create port on network ${network}, because fixed_ips included invalid subnet ${id}`);
    }
    if (ip !== undefined && !isValidOn(netOf(subnet), ip, owner)) {
      throw badRequest(`IP address ${ip} is not a valid IP for the specified subnet.`, { type: 'InvalidIpForSubnet' });
    }
    return subnet;
  }
  if (ip === undefined) throw invalidInput('IP allocation requires subnet_id or ip_address');
  const subnet = own.find((candidate) => isValidOn(netOf(candidate), ip, owner));
  if (!subnet) throw badRequest(`IP address ${ip} is not a valid IP for any of the subnets on the specified network.`, { type: 'InvalidIpForNetwork' });
  return subnet;
}

async function take({ rows }: Scope, port: Holder, subnet: Subnet, ip: string): Promise<FixedIp> {
  const address = parseAddress(ip);
  const ip_address = address ? formatAddress(address.version, address.value) : ip;
  const id = `${subnet.id}/${ip_address}`;
  if (await rows.get(allocations, id)) throw conflict(`IP address ${ip} already allocated in subnet ${subnet.id}`, { type: 'IpAddressAlreadyAllocated' });
  await rows.insert(allocations, { id, subnet_id: subnet.id, port_id: port.id });
  return { subnet_id: subnet.id, ip_address };
}
export const release = async ({ rows }: Scope, { subnet_id, ip_address }: FixedIp): Promise<boolean> => rows.remove(allocations, `${subnet_id}/${ip_address}`);

/** A subnet that goes takes the addresses with it that ports made themselves. */
export async function releaseAutomatic({ rows }: Scope, subnet: Subnet): Promise<void> {
  if (!isAutomatic(subnet)) return;
  for (const { id, port_id } of await rows.list(allocations, { where: { subnet_id: subnet.id } })) {
    const port = await rows.get(ports, port_id);
    if (!port || isRouterPort(port.device_owner)) continue;
    await rows.remove(allocations, id);
    await rows.update(ports, { ...port, fixed_ips: port.fixed_ips.filter(({ subnet_id }) => subnet_id !== subnet.id) });
  }
}

const bounds = ({ start, end }: Pool): [bigint, bigint] => [parseAddress(start)?.value ?? 0n, parseAddress(end)?.value ?? -1n];
/** A random address of the pools, or the next free one after it; until 2015 the first free one. */
async function freeAddress({ world, rows }: Scope, { id, ip_version: version, allocation_pools: pools }: Subnet): Promise<string | undefined> {
  const ranges = pools.map(bounds);
  const size = ranges.reduce((sum, [first, last]) => sum + last - first + 1n, 0n);
  if (size <= 0n) return undefined;
  const at = (index: bigint): string => {
    let rest = index;
    for (const [first, last] of ranges) {
      if (rest <= last - first) return formatAddress(version, first + rest);
      rest -= last - first + 1n;
    }
    throw new Error('an index beyond the pools');
  };
  const free = async (ip: string): Promise<boolean> => (await rows.get(allocations, `${id}/${ip}`)) === undefined;
  const chance = world.era === 'modern' ? world.ids.fraction() : 0;
  const start = BigInt(Math.floor(chance * Number(size < 2n ** 48n ? size : 2n ** 48n)));
  const first = at(start);
  if (await free(first)) return first;
  if (BigInt(await rows.count(allocations, { subnet_id: id })) >= size + 2n) return undefined;
  for (let n = 1n; n < size; n++) {
    const ip = at((start + n) % size);
    if (await free(ip)) return ip;
  }
  return undefined;
}

/** A MAC under Neutron's default prefix that no port of the network has. */
export async function freeMac({ world, rows }: Scope, network_id: string): Promise<string> {
  for (;;) {
    const tail = [...world.ids.bytes(3)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
    const mac_address = `fa:16:3e:${tail}`;
    if (!(await rows.count(ports, { network_id, mac_address }))) return mac_address;
  }
}
