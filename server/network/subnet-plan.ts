/**
 * What a subnet may look like: its gateway, its pools, and the checks on both. `neutron/ipam/utils.py`,
 * `neutron/db/ipam_backend_mixin.py`, `neutron/db/db_base_plugin_v2.py` (`_validate_subnet`)
 */
import { badRequest, conflict } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { type Cidr, contains, formatAddress, isLoopback, isMulticast, parseAddress, parseCidr } from './addresses.ts';
import { inUse, invalidInput } from './faults.ts';
import type { HostRoute, Pool, Subnet } from './rows.ts';

const MOST_NAMESERVERS = 5;
const MOST_ROUTES = 20;

/** The first and the last address that a port may have. */
const usable = ({ version, prefix, first, last }: Cidr): [bigint, bigint] => {
  if (version === 6) return first === last ? [first, last] : [first + 1n, last];
  return prefix <= 30 ? [first + 1n, last - 1n] : [first, last];
};
/** The first address after the network's own; in IPv6, the network's own. */
export const defaultGateway = ({ version, first }: Cidr): string => formatAddress(version, version === 6 ? first : first + 1n);

/** Everything but the gateway. */
export function defaultPools(net: Cidr, gateway: string | null): Pool[] {
  const [start, end] = usable(net);
  const at = gateway === null || net.first === net.last ? undefined : parseAddress(gateway)?.value;
  const ranges = at === undefined || at < start || at > end ? [[start, end] as const] : ([[start, at - 1n] as const, [at + 1n, end] as const] as const);
  return ranges.filter(([a, b]) => a <= b).map(([a, b]) => ({ start: formatAddress(net.version, a), end: formatAddress(net.version, b) }));
}

const value = (ip: string): bigint => parseAddress(ip)?.value ?? 0n;
const versionOf = (ip: string): number | undefined => parseAddress(ip)?.version;
const range = ({ start, end }: Pool): string => `${start}-${end}`;

/** Throws 400 on pools that are none or lie outside, 409 on those that overlap. */
export function checkPools(pools: readonly Pool[], net: Cidr, cidr: string): void {
  const [first, last] = usable(net);
  for (const pool of pools) {
    const invalid = badRequest(`The allocation pool ${repr(pool)} is not valid.`, { type: 'InvalidAllocationPool' });
    if (versionOf(pool.start) !== versionOf(pool.end) || value(pool.start) > value(pool.end)) throw invalid;
    if (versionOf(pool.start) !== net.version) throw badRequest(`The allocation pool ${range(pool)} is not valid.`, { type: 'InvalidAllocationPool' });
    if (value(pool.start) < first || value(pool.end) > last) {
      throw badRequest(`The allocation pool ${range(pool)} spans beyond the subnet cidr ${cidr}.`, { type: 'OutOfBoundsAllocationPool' });
    }
  }
  for (const [n, a] of pools.entries()) {
    const b = pools.slice(n + 1).find((other) => value(a.start) <= value(other.end) && value(other.start) <= value(a.end));
    if (b) throw conflict(`Found overlapping allocation pools: ${range(a)} ${range(b)} for subnet ${cidr}.`, { type: 'OverlappingAllocationPools' });
  }
}
/** Throws 409 where a pool would give the gateway away. */
export function checkGatewayOutside(gateway: string | null, pools: readonly Pool[]): void {
  if (gateway === null) return;
  const pool = pools.find(({ start, end }) => versionOf(start) === versionOf(gateway) && value(gateway) >= value(start) && value(gateway) <= value(end));
  if (pool) throw inUse('GatewayConflictWithAllocationPools', `Gateway ip ${gateway} conflicts with allocation pool ${range(pool)}.`);
}

type Checked = Partial<Pick<Subnet, 'cidr' | 'enable_dhcp' | 'gateway_ip' | 'dns_nameservers' | 'host_routes' | 'ipv6_ra_mode' | 'ipv6_address_mode'>>;
const ofVersion = (version: number, text: string, name: string): void => {
  if (parseCidr(text)?.version !== version) throw invalidInput(`${name} '${text}' does not match the ip_version '${version}'`);
};

/** @param wanted of a create or an update; @param current the subnet that is updated; @param id what the messages call it */
export function checkSubnet(version: 4 | 6, wanted: Checked, current?: Subnet): void {
  const { cidr, gateway_ip: gateway, dns_nameservers: nameservers = [], host_routes: routes = [] } = wanted;
  if (cidr !== undefined) ofVersion(version, cidr, 'cidr');
  const net = cidr === undefined ? undefined : parseCidr(cidr);
  if (net?.version === 6 && net.first === 0n) throw invalidInput("IPv6 subnet '::' is not supported");
  if (net && wanted.enable_dhcp && !current?.enable_dhcp) checkDhcp(net);
  if (gateway) {
    ofVersion(version, gateway, 'gateway_ip');
    const at = value(gateway);
    if (net?.version === 4 && (at === net.first || at === net.last)) throw invalidInput('Gateway is not valid on subnet');
  }
  const limit = (what: string, most: number) =>
    badRequest(`Unable to complete operation for ${current?.id ?? 'new subnet'}. The number of ${what} exceeds the limit ${most}.`, {
      type: what === 'host routes' ? 'HostRoutesExhausted' : 'DNSNameServersExhausted',
    });
  if (nameservers.length > MOST_NAMESERVERS) throw limit('DNS nameservers', MOST_NAMESERVERS);
  for (const host of nameservers) ofVersion(version, host, 'dns_nameserver');
  if (routes.length > MOST_ROUTES) throw limit('host routes', MOST_ROUTES);
  for (const route of routes) checkRoute(version, route);
  if (version === 4) refuseModes(wanted);
  else checkModes(wanted, current);
}
function checkRoute(version: number, { destination, nexthop }: HostRoute): void {
  ofVersion(version, nexthop, 'nexthop');
  ofVersion(version, destination, 'destination');
}
function checkDhcp(net: Cidr): void {
  if (net.prefix > (net.version === 4 ? 30 : 126)) throw invalidInput('Subnet has a prefix length that is incompatible with DHCP service enabled');
  if (isMulticast(net)) throw invalidInput('Multicast IP subnet is not supported if enable_dhcp is True');
  if (isLoopback(net)) throw invalidInput('Loopback IP subnet is not supported if enable_dhcp is True');
  if (net.version === 4 && net.first === 0n) throw invalidInput("First IP '0.0.0.0' of network is not supported if enable_dhcp is True.");
}
function refuseModes({ ipv6_ra_mode, ipv6_address_mode }: Checked): void {
  if (ipv6_ra_mode) throw invalidInput('ipv6_ra_mode is not valid when ip_version is 4');
  if (ipv6_address_mode) throw invalidInput('ipv6_address_mode is not valid when ip_version is 4');
}
function checkModes({ ipv6_ra_mode: ra, ipv6_address_mode: address, enable_dhcp, cidr }: Checked, current: Subnet | undefined): void {
  if (current) {
    const modes = current.ipv6_ra_mode ?? current.ipv6_address_mode;
    if (enable_dhcp === false && modes) throw invalidInput('Cannot disable enable_dhcp with ipv6 attributes set');
    return;
  }
  if ((ra || address) && !enable_dhcp) throw invalidInput('ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False');
  if (ra && address && ra !== address) {
    const both = `ipv6_ra_mode set to '${ra}' with ipv6_address_mode set to '${address}' is not valid.`;
    throw invalidInput(`${both} If both attributes are set, they must be the same value`);
  }
  if (cidr !== undefined && isAutomatic({ ipv6_ra_mode: ra ?? null, ipv6_address_mode: address ?? null }) && parseCidr(cidr)?.prefix !== 64) {
    throw invalidInput(`Invalid CIDR ${cidr} for IPv6 address mode. OpenStack uses the EUI-64 address format, which requires the prefix to be /64`);
  }
}
/** Ports make their own addresses from their MAC. `neutron/common/ipv6_utils.py` */
export const isAutomatic = ({ ipv6_ra_mode: ra, ipv6_address_mode: address }: Pick<Subnet, 'ipv6_ra_mode' | 'ipv6_address_mode'>): boolean =>
  [ra, address].some((mode) => mode === 'slaac' || mode === 'dhcpv6-stateless');

/** May a port have this address? In IPv4 neither the network's nor the broadcast address. */
export function isValidOn(net: Cidr, ip: string, owner: string): boolean {
  const address = parseAddress(ip);
  if (!address || !contains(net, address)) return false;
  if (net.version === 4) return address.value !== net.first && address.value !== net.last;
  return address.value !== net.first || owner === '' || owner.startsWith('network:router');
}
