/**
 * What Nova asks of Neutron: which networks a server gets, its ports, and how they are shown. The messages are Nova's.
 * `nova/network/neutron.py`
 */
import { badRequest, conflict, forbidden } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { allocate, release } from './allocation.ts';
import { allocateTopology } from './auto-allocated-topology.ts';
import { bindingFor } from './binding.ts';
import { touch } from './engine/standard.ts';
import { seen } from './engine/served.ts';
import { networkKind } from './networks.ts';
import { create, remove } from './ports.ts';
import { limitsOf, used } from './quota.ts';
import { accessible } from './rbac-rows.ts';
import { type Network, type Port, floatingIps, networks, ports, securityGroups, subnets } from './rows.ts';
import { defaultGroup } from './security-group-defaults.ts';

/** One interface that a server is to have: a port, or a network with or without an address. */
export interface Requested {
  network_id?: string;
  port_id?: string;
  fixed_ip?: string;
}
export interface Plugged {
  id: string;
  project_id: string;
  host: string | null;
  availability_zone: string | null;
}
export interface Interface {
  port_id: string;
  network_id: string;
  /** Name of the network. */
  label: string;
  mac_address: string;
  status: string;
  fixed_ips: { subnet_id: string; ip_address: string }[];
  floating_ips: string[];
  security_groups: { id: string; name: string }[];
}

/** What is to be plugged into each of `count` servers. Throws 400, 403 or 409 when that cannot be. */
export async function resolve<R extends Requested>(
  scope: Scope,
  caller: Caller,
  requested: 'none' | 'auto' | readonly R[] | undefined,
  count: number,
): Promise<R[]> {
  if (requested === 'none') return [];
  const wanted =
    Array.isArray(requested) && requested.length
      ? await checked(scope, caller, requested as readonly R[])
      : await unnamed<R>(scope, caller, requested === 'auto');
  await refuseTooMany(scope, caller, wanted.filter(({ port_id }) => port_id === undefined).length * count);
  return wanted;
}
/** The only network that the project can use; without any, no interface, or one of a network made on the spot. */
async function unnamed<R extends Requested>(scope: Scope, caller: Caller, auto: boolean): Promise<R[]> {
  const project = caller.project_id ?? '';
  const shared = await accessible({ ...scope, caller }, 'network');
  const usable = await scope.rows.list(networks, {
    filter: (network) => shared.has(network.id) || (network.project_id === project && (!auto || network.admin_state_up)),
  });
  if (usable.length > 1) throw conflict('Multiple possible networks found, use a Network ID to be more specific.');
  const [only] = usable;
  if (only) return [{ network_id: only.id } as R];
  if (!auto) return [];
  const network_id = await allocateTopology(scope, project);
  if (network_id === undefined) throw badRequest(`Unable to automatically allocate a network for project ${project}`);
  return [{ network_id } as R];
}

/** Networks that lead outside and are nobody's in particular, among those that ports are to be made on. */
export async function externalAmong(scope: Scope, caller: Caller, requested: readonly Requested[]): Promise<string[]> {
  const shared = await accessible({ ...scope, caller }, 'network');
  const ids = requested.flatMap(({ port_id, network_id }) => (port_id === undefined && network_id !== undefined ? [network_id] : []));
  const found = await scope.rows.list(networks, { where: { id: ids }, filter: (network) => network['router:external'] && !shared.has(network.id) });
  return found.map(({ id }) => id);
}

/** Every network that the project can use, oldest first: before a choice had to be made, a server got them all. */
export async function networksFor(scope: Scope, caller: Caller): Promise<string[]> {
  const shared = await accessible({ ...scope, caller }, 'network');
  const usable = await scope.rows.list(networks, {
    filter: ({ id, project_id, ...network }) => !network['router:external'] && (shared.has(id) || project_id === caller.project_id),
  });
  return usable.toSorted((a, b) => a.created_at - b.created_at).map(({ id }) => id);
}

async function checked<R extends Requested>(scope: Scope, caller: Caller, requested: readonly R[]): Promise<R[]> {
  const missing: string[] = [];
  const visible = (await seen(networkKind, { ...scope, caller })) ?? (() => true);
  const resolved: R[] = [];
  for (const wish of requested) {
    const { port_id, network_id = '', fixed_ip } = wish;
    if (port_id !== undefined) {
      resolved.push({ ...wish, network_id: (await usablePort(scope, caller, port_id)).network_id });
      continue;
    }
    const network = await scope.rows.get(networks, network_id);
    if (!network || !visible(network)) missing.push(network_id);
    else {
      await refuseTaken(scope, network, fixed_ip);
      resolved.push(wish);
    }
  }
  for (const { network_id = '', port_id } of resolved) {
    if (port_id === undefined && !(await scope.rows.count(subnets, { network_id }))) {
      throw badRequest(`Network ${network_id} requires a subnet in order to boot instances on.`);
    }
  }
  if (missing.length) throw badRequest(`Network ${missing.join(', ')} could not be found.`);
  return resolved;
}
const isAdmin = (caller: Caller): boolean => caller.roles.has('admin');

async function usablePort({ rows }: Scope, caller: Caller, id: string): Promise<Port> {
  const port = await rows.get(ports, id);
  if (!port || (!isAdmin(caller) && port.project_id !== caller.project_id)) throw badRequest(`Port id ${id} could not be found.`);
  if (port.device_id) throw conflict(`Port ${id} is still in use.`);
  if (!port.fixed_ips.length && (await rows.count(subnets, { network_id: port.network_id }))) {
    throw badRequest(`Port ${id} requires a FixedIP in order to be used.`);
  }
  return port;
}
async function refuseTaken({ rows }: Scope, network: Network, ip: string | undefined): Promise<void> {
  if (ip === undefined) return;
  const [port] = await rows.list(ports, {
    where: { network_id: network.id },
    filter: ({ fixed_ips }) => fixed_ips.some(({ ip_address }) => ip_address === ip),
    limit: 1,
  });
  if (port) throw badRequest(`Fixed IP address ${ip} is already in use on instance ${port.device_id}.`);
}
async function refuseTooMany(scope: Scope, caller: Caller, more: number): Promise<void> {
  const project = caller.project_id ?? '';
  const { port: limit = -1 } = await limitsOf(scope, project);
  if (more && limit >= 0 && (await used(scope, 'port', project)) + more > limit) throw forbidden('Maximum number of ports exceeded');
}

/** Throws 400 when a group is unknown, 409 when its name is not unique. @returns their ids */
async function securityGroupIds(scope: Scope, project_id: string, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of new Set(names)) {
    if (name === 'default') {
      ids.push((await defaultGroup(scope, project_id)).id);
      continue;
    }
    const byId = await scope.rows.get(securityGroups, name);
    const found = byId?.project_id === project_id ? [byId] : await scope.rows.list(securityGroups, { where: { project_id, name } });
    if (found.length > 1) throw conflict(`Multiple security_group matches found for name '${name}', use an ID to be more specific.`);
    if (!found[0]) throw badRequest(`Unable to find security_group with name or id '${name}'`);
    ids.push(found[0].id);
  }
  return ids;
}
export async function checkSecurityGroups(scope: Scope, caller: Caller, names: readonly string[]): Promise<void> {
  await securityGroupIds(scope, caller.project_id ?? '', names);
}

/** Makes the ports that are asked for, binds those that exist. Throws what Neutron would refuse. @returns their ids, in order */
export async function plug(scope: Scope, server: Plugged, requested: readonly Requested[], groups: readonly string[]): Promise<string[]> {
  const security_groups = await securityGroupIds(scope, server.project_id, groups);
  let place = await scope.rows.count(ports, { device_id: server.id });
  const plugged: string[] = [];
  for (const { port_id, network_id = '', fixed_ip } of requested) {
    const attachment = {
      device_id: server.id,
      device_owner: `compute:${server.availability_zone ?? 'nova'}`,
      status: 'ACTIVE',
      plug_order: place++,
    };
    const existing = port_id === undefined ? undefined : await scope.rows.get(ports, port_id);
    if (existing) {
      await touch(scope, ports, Object.assign(existing, attachment, bindingFor(server.host ?? '')));
      plugged.push(existing.id);
      continue;
    }
    const network = await scope.rows.get(networks, network_id);
    const wanted = {
      ...attachment,
      network_id,
      project_id: server.project_id,
      'binding:host_id': server.host ?? '',
      made_for_server: true,
      ...(fixed_ip !== undefined && { fixed_ips: [{ ip_address: fixed_ip }] }),
      ...(groups.length && network?.port_security_enabled && { security_groups }),
    };
    plugged.push((await create(scope, wanted)).id);
  }
  return plugged;
}

/** Gives a server one more address on a network that it is plugged into. */
export async function addAddress(scope: Scope, serverId: string, network_id: string): Promise<void> {
  const [port] = await scope.rows.list(ports, { where: { device_id: serverId, network_id }, limit: 1 });
  const [subnet] = await scope.rows.list(subnets, { where: { network_id }, limit: 1 });
  if (!port || !subnet) return;
  const given = await allocate(scope, port, [{ subnet_id: subnet.id }]);
  await touch(scope, ports, Object.assign(port, { fixed_ips: [...port.fixed_ips, ...given] }));
}
/** Takes an address from the server's port that has it. */
export async function removeAddress(scope: Scope, serverId: string, address: string): Promise<void> {
  for (const port of await scope.rows.list(ports, { where: { device_id: serverId } })) {
    const gone = port.fixed_ips.filter(({ ip_address }) => ip_address === address);
    if (!gone.length) continue;
    for (const ip of gone) await release(scope, ip);
    await touch(scope, ports, Object.assign(port, { fixed_ips: port.fixed_ips.filter((ip) => !gone.includes(ip)) }));
  }
}
/** The ports of a server follow it to another host. */
export async function rebind(scope: Scope, serverId: string, host: string): Promise<void> {
  for (const port of await scope.rows.list(ports, { where: { device_id: serverId } })) await touch(scope, ports, Object.assign(port, bindingFor(host)));
}

/** Removes the ports that were made for a server and frees the others; one port, or all. */
export async function unplug(scope: Scope, serverId: string, portId?: string): Promise<void> {
  for (const port of await scope.rows.list(ports, { where: { device_id: serverId, id: portId } })) {
    if (port.made_for_server) await remove(scope, port);
    else await touch(scope, ports, Object.assign(port, { device_id: '', device_owner: '', status: 'DOWN' }, bindingFor('')));
  }
}

/** By id of the server, in the order of plugging. */
export async function interfaces({ rows }: Scope, serverIds: readonly string[]): Promise<Map<string, Interface[]>> {
  const attached = await rows.list(ports, { where: { device_id: serverIds } });
  if (!attached.length) return new Map();
  const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
  const labels = new Map(
    (await rows.list(networks, { where: { id: unique(attached.map(({ network_id }) => network_id)) } })).map(({ id, name }) => [id, name]),
  );
  const groupIds = unique(attached.flatMap(({ security_groups }) => security_groups));
  const groupNames = new Map((await rows.list(securityGroups, { where: { id: groupIds } })).map(({ id, name }) => [id, name]));
  const floating = Map.groupBy(await rows.list(floatingIps, { where: { port_id: attached.map(({ id }) => id) } }), ({ port_id }) => port_id);
  const shown = (port: Port): Interface => ({
    port_id: port.id,
    network_id: port.network_id,
    label: labels.get(port.network_id) ?? '',
    mac_address: port.mac_address,
    status: port.status,
    fixed_ips: port.fixed_ips,
    floating_ips: (floating.get(port.id) ?? []).map(({ floating_ip_address }) => floating_ip_address),
    security_groups: port.security_groups.map((id) => ({ id, name: groupNames.get(id) ?? id })),
  });
  const inOrder = attached.toSorted((a, b) => (a.plug_order ?? 0) - (b.plug_order ?? 0));
  return new Map([...Map.groupBy(inOrder, ({ device_id }) => device_id)].map(([id, own]) => [id, own.map(shown)]));
}
