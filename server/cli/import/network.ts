/** Neutron's part of a seed from a real cloud: networks with their subnets, pools, quotas. */
import type { Connection } from '../../../client/index.ts';
import { differing } from './compute.ts';
import type { Reader } from './reader.ts';

interface Network {
  id: string;
  name: string;
  project_id: string;
  shared: boolean;
  mtu?: number;
  is_default?: boolean;
  'router:external'?: boolean;
  'provider:network_type'?: string;
  'provider:physical_network'?: string | null;
  'provider:segmentation_id'?: number | null;
}
interface Subnet {
  id: string;
  name: string;
  network_id: string;
  project_id: string;
  cidr: string;
  gateway_ip: string | null;
  enable_dhcp: boolean;
  allocation_pools: { start: string; end: string }[];
  dns_nameservers: string[];
}
interface Pool {
  id: string;
  name: string;
  project_id: string;
  prefixes: string[];
  default_prefixlen?: number | string;
  shared: boolean;
  is_default?: boolean;
}
/** Types that Virga's Neutron has. */
const TYPES = new Set(['flat', 'vlan', 'vxlan', 'local']);

export async function readNetwork(reader: Reader, { network }: Connection, projects: readonly string[]): Promise<object> {
  const networks = await reader.all<Network>(network, '/networks', 'networks');
  const subnets = await reader.all<Subnet>(network, '/subnets', 'subnets');
  const pools = await reader.all<Pool>(network, '/subnetpools', 'subnetpools');
  const routers = await reader.all(network, '/routers', 'routers');
  if (routers.length) reader.notes.push(`${routers.length} routers were left out`);
  const quotas: object[] = [];
  for (const project of projects) {
    const own = await reader.one<{ quota: Record<string, number> }>(network, `/quotas/${project}`);
    const usual = await reader.one<{ quota: Record<string, number> }>(network, `/quotas/${project}/default`);
    const limits = own && usual ? differing(own.quota, usual.quota) : {};
    if (Object.keys(limits).length) quotas.push({ project, limits });
  }
  return {
    networks: networks.map((one) => ({
      ...seedOf(one),
      subnets: subnets
        .filter(({ network_id }) => network_id === one.id)
        .map(({ id, name, project_id, cidr, gateway_ip, enable_dhcp, allocation_pools, dns_nameservers }) => ({
          id,
          name,
          ...(project_id !== one.project_id && { project: project_id }),
          cidr,
          gateway_ip,
          enable_dhcp,
          allocation_pools,
          dns_nameservers,
        })),
    })),
    subnetpools: pools.map(({ id, name, project_id, prefixes, default_prefixlen, shared, is_default }) => ({
      id,
      name,
      project: project_id,
      prefixes,
      ...(default_prefixlen !== undefined && { default_prefixlen: Number(default_prefixlen) }),
      shared,
      ...(is_default && { default: true }),
    })),
    ...(quotas.length && { quotas }),
  };
}

function seedOf(network: Network): object {
  const { id, name, project_id, shared, mtu, is_default } = network;
  const { 'provider:network_type': network_type, 'provider:physical_network': physical_network, 'provider:segmentation_id': segmentation_id } = network;
  return {
    id,
    name,
    project: project_id,
    shared,
    ...(network['router:external'] && { external: true }),
    ...(is_default && { default: true }),
    ...(mtu && { mtu }),
    ...(network_type !== undefined &&
      TYPES.has(network_type) && { provider: { network_type, ...(physical_network && { physical_network }), ...(segmentation_id && { segmentation_id }) } }),
  };
}
