/** Routers, floating IPs and port forwardings in any order: whatever was made can be taken away again, and leaves nothing. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect } from '../client/index.ts';
import { createCloud } from '../server/cloud.ts';

const STEPS = ['subnet', 'port', 'router', 'gateway', 'no gateway', 'attach', 'detach', 'floating ip', 'associate', 'free', 'forward', 'route'] as const;
const AWAY = ['delete port', 'delete subnet', 'delete router', 'delete floating ip', 'delete forwarding'] as const;
const step = fc.record({ do: fc.oneof(fc.constantFrom(...STEPS), fc.constantFrom(...AWAY)), one: fc.nat({ max: 5 }), other: fc.nat({ max: 5 }) });

test('routers, floating IPs and port forwardings leave nothing', { timeout: 120_000 }, async () => {
  const cloud = await createCloud();
  const auth = { auth_url: 'http://cloud/identity/v3', username: 'demo', password: '000000', project_name: 'demo' };
  const inDefault = { user_domain_name: 'Default', project_domain_name: 'Default' };
  const { network: api } = connect({ auth: { ...auth, ...inDefault }, fetch: cloud.fetch });
  const admin = connect({ auth: { ...auth, ...inDefault, username: 'admin', project_name: 'admin' }, fetch: cloud.fetch }).network;
  const external = (await api.networks.list({ query: { 'router:external': true } })).networks[0]?.id ?? '';
  const used = async (): Promise<number> =>
    (await admin.networkIpAvailabilities.list({})).network_ip_availabilities.reduce((sum, { used_ips }) => sum + used_ips, 0);
  const before = [(await admin.ports.list({})).ports.length, await used()];

  /** A refusal is an answer like any other. */
  const attempt = async (method: 'POST' | 'PUT' | 'DELETE', path: string, json?: object): Promise<void> => {
    const { status, text } = await api.request(method, path, json && { json });
    if (status >= 300 && ![400, 404, 409].includes(status)) throw new Error(`${method} ${path}: ${status} ${text}`);
  };
  const owned = async () => {
    const [{ networks }, { subnets }, { ports }, { routers }, { floatingips }] = await Promise.all([
      api.networks.list({ query: { name: 'random' } }),
      api.subnets.list({ query: { name: 'random' } }),
      api.ports.list({ query: { name: 'random' } }),
      api.routers.list({}),
      api.floatingips.list({}),
    ]);
    return { networks, subnets, ports, routers, floatingips };
  };

  async function take({ do: what, one, other }: { do: (typeof STEPS)[number] | (typeof AWAY)[number]; one: number; other: number }): Promise<void> {
    const { networks, subnets, ports, routers, floatingips } = await owned();
    const pick = (list: readonly { id: string }[], at: number): string => list[at % Math.max(list.length, 1)]?.id ?? 'none';
    const [port, subnet, router, floating] = [pick(ports, one), pick(subnets, other), pick(routers, one), pick(floatingips, other)];
    const fixed = ports.find(({ id }) => id === port)?.fixed_ips[0]?.ip_address ?? '10.66.0.9';
    const forwarding = floatingips.find(({ id }) => id === floating)?.port_forwardings[0]?.id ?? 'none';
    switch (what) {
      case 'subnet':
        return attempt('POST', '/subnets', { subnet: { name: 'random', network_id: pick(networks, one), ip_version: 4, cidr: `10.66.${other}.0/28` } });
      case 'port':
        return attempt('POST', '/ports', { port: { name: 'random', network_id: pick(networks, one) } });
      case 'router':
        return attempt('POST', '/routers', { router: {} });
      case 'gateway':
        return attempt('PUT', `/routers/${router}`, { router: { external_gateway_info: { network_id: external } } });
      case 'no gateway':
        return attempt('PUT', `/routers/${router}`, { router: { external_gateway_info: null } });
      case 'attach':
        return attempt('PUT', `/routers/${router}/add_router_interface`, { subnet_id: subnet });
      case 'detach':
        return attempt('PUT', `/routers/${router}/remove_router_interface`, { subnet_id: subnet });
      case 'floating ip':
        return attempt('POST', '/floatingips', { floatingip: { floating_network_id: external } });
      case 'associate':
        return attempt('PUT', `/floatingips/${floating}`, { floatingip: { port_id: port } });
      case 'free':
        return attempt('PUT', `/floatingips/${floating}`, { floatingip: { port_id: null } });
      case 'forward': {
        const target = { internal_port_id: port, internal_ip_address: fixed, protocol: 'tcp', internal_port: one + 1, external_port: other + 1 };
        return attempt('POST', `/floatingips/${floating}/port_forwardings`, { port_forwarding: target });
      }
      case 'route':
        return attempt('PUT', `/routers/${router}/add_extraroutes`, { router: { routes: [{ destination: '10.99.0.0/24', nexthop: fixed }] } });
      case 'delete forwarding':
        return attempt('DELETE', `/floatingips/${floating}/port_forwardings/${forwarding}`);
      case 'delete port':
        return attempt('DELETE', `/ports/${port}`);
      case 'delete subnet':
        return attempt('DELETE', `/subnets/${subnet}`);
      case 'delete router':
        return attempt('DELETE', `/routers/${router}`);
      case 'delete floating ip':
        return attempt('DELETE', `/floatingips/${floating}`);
    }
  }

  async function clear(): Promise<void> {
    const { networks, ports, routers, floatingips } = await owned();
    for (const { id, port_forwardings } of floatingips) {
      for (const { id: forwarding } of port_forwardings) await api.portForwardings.delete({ floatingip_id: id, port_forwarding_id: forwarding });
      await api.floatingips.delete({ floatingip_id: id });
    }
    for (const { id } of ports) await api.ports.delete({ port_id: id });
    for (const { id } of routers) {
      await api.routers.update({ router_id: id, body: { router: { routes: [] } } });
      const { ports: interfaces } = await api.ports.list({ query: { device_id: id, device_owner: 'network:router_interface' } });
      for (const { id: port_id } of interfaces) await api.routers.removeInterface({ router_id: id, body: { port_id } });
      await api.routers.delete({ router_id: id });
    }
    for (const { id } of networks) await api.networks.delete({ network_id: id });
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), async (steps) => {
      for (const first of ['a', 'b']) await attempt('POST', '/networks', { network: { name: 'random', description: first } });
      for (const action of [{ do: 'subnet' as const, one: 0, other: 0 }, { do: 'router' as const, one: 0, other: 0 }, ...steps]) await take(action);
      await clear();
      expect([(await admin.ports.list({})).ports.length, await used()]).toEqual(before);
    }),
    { numRuns: 25 },
  );
  await cloud.close();
});
