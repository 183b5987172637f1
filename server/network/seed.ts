/** Neutron's part of a seed. */
import { z } from 'zod';
import type { Scope } from '../core/world.ts';
import { fold, projects } from '../identity/rows.ts';
import { networkAttributes } from './attributes/networks.ts';
import { subnetPoolAttributes } from './attributes/subnetpools.ts';
import { subnetAttributes } from './attributes/subnets.ts';
import { withDefaults } from './engine/body.ts';
import { create as createNetwork } from './networks.ts';
import { create as createPool } from './subnetpools.ts';
import { DEFAULTS, PLUGIN_DEFAULTS, type Quotas, quotaRows } from './quota.ts';
import { install } from './security-group-templates.ts';
import { SERVICE_PLUGINS, servicePlugins } from './service-plugins.ts';
import { create as createSubnet } from './subnets.ts';

const Pool = z.strictObject({ start: z.string(), end: z.string() });
const id = z.uuid().optional();
const project = z.string().optional().describe('Id of the one that owns it, instead of `owner`');
const Subnet = z.strictObject({
  id,
  project: project.describe('Id of the one that owns it, where that is not the one of the network'),
  name: z.string().optional(),
  cidr: z.string(),
  gateway_ip: z.string().nullable().optional().describe('the first address unless given; null for none'),
  enable_dhcp: z.boolean().optional(),
  allocation_pools: z.array(Pool).optional(),
  dns_nameservers: z.array(z.string()).optional(),
});
const Limits = z.partialRecord(z.enum(Object.keys({ ...DEFAULTS, ...PLUGIN_DEFAULTS }) as [string, ...string[]]), z.int().min(-1));
const Provider = z.strictObject({
  network_type: z.enum(['flat', 'vlan', 'vxlan', 'local']),
  physical_network: z.string().optional(),
  segmentation_id: z.int().optional(),
});
const Network = z.strictObject({
  id,
  name: z.string(),
  project,
  shared: z.boolean().optional(),
  external: z.boolean().optional(),
  default: z.boolean().optional().describe('the external network that routers take unless told otherwise'),
  mtu: z.int().optional(),
  provider: Provider.optional(),
  subnets: z.array(Subnet).default([]),
});
const SubnetPool = z.strictObject({
  id,
  name: z.string(),
  project,
  prefixes: z.array(z.string()).min(1),
  default_prefixlen: z.int().optional(),
  shared: z.boolean().optional(),
  default: z.boolean().optional(),
});
const schema = z.strictObject({
  /** Of everything below, as `domain/project`. */
  owner: z.string().default('Default/admin'),
  networks: z.array(Network).default([]),
  subnetpools: z.array(SubnetPool).default([]),
  service_plugins: z.array(z.enum(SERVICE_PLUGINS)).default([]).describe('What the cloud loads besides what it has by default'),
  quotas: z.array(z.strictObject({ project: z.string().describe('its id'), limits: Limits })).default([]),
});
type Seed = z.output<typeof schema>;

async function load(scope: Scope, data: Partial<Seed>): Promise<void> {
  await install(scope);
  const seed = schema.parse(data);
  for (const id of seed.service_plugins) await scope.rows.update(servicePlugins, { id });
  for (const { project: of, limits } of seed.quotas) await scope.rows.update(quotaRows, { id: of, limits: limits as Quotas });
  if (!seed.networks.length && !seed.subnetpools.length) return;
  const owner = await ownerOf(scope, seed);
  for (const network of seed.networks) await loadNetwork(scope, network, owner);
  for (const { id: own, project: project_id = owner, default: is_default, ...pool } of seed.subnetpools) {
    await createPool(scope, { ...withDefaults(subnetPoolAttributes, { ...pool, project_id, is_default }), ...known(own) });
  }
}
export const seed = { schema, load };

/** No request may choose an id, a seed may. */
const known = (own: string | undefined) => own !== undefined && { id: own };
/** @param owner of a network that names none; its subnets are of the same project unless they say otherwise */
async function loadNetwork(scope: Scope, { id: own, provider, subnets, ...network }: Seed['networks'][number], owner: string): Promise<void> {
  const { name, project: project_id = owner, shared, external, default: is_default, mtu } = network;
  const { network_type, physical_network, segmentation_id } = provider ?? {};
  const place = { 'provider:network_type': network_type, 'provider:physical_network': physical_network, 'provider:segmentation_id': segmentation_id };
  const given = { name, project_id, shared, 'router:external': external, is_default, mtu, ...place };
  const { id: network_id } = await createNetwork(scope, { ...withDefaults(networkAttributes, given), ...known(own) });
  for (const { id: subnet_id, project: subnet_owner = project_id, ...subnet } of subnets) {
    const ip_version = subnet.cidr.includes(':') ? 6 : 4;
    await createSubnet(scope, { ...withDefaults(subnetAttributes, { ...subnet, network_id, project_id: subnet_owner, ip_version }), ...known(subnet_id) });
  }
}

/** Whose is what names no project. @throws Error where that is none */
async function ownerOf({ rows }: Scope, { owner: path, networks, subnetpools }: Seed): Promise<string> {
  if ([...networks, ...subnetpools].every((one) => one.project !== undefined)) return '';
  const [domainName = '', name = ''] = path.split('/');
  const [domain] = await rows.list(projects, { where: { folded: fold(domainName), is_domain: true } });
  const [project] = domain ? await rows.list(projects, { where: { folded: fold(name), domain_id: domain.id } }) : [];
  if (!project) throw new Error(`network: there is no project ${path}`);
  return project.id;
}
