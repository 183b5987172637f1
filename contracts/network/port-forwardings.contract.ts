import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import type { Stage } from '../../test/contract/contract.ts';
import { refused } from '../../test/contract/neutron.ts';

/** A router of the member's between the external network and a subnet of its own. */
async function routed({ member, name, later }: Stage) {
  const api = member.network;
  const { networks } = await api.networks.list({ query: { 'router:external': true, sort_key: 'name', sort_dir: 'asc' } });
  const external = networks[0]?.id ?? '';
  const { network } = await api.networks.create({ body: { network: { name: name('network') } } });
  later(() => api.networks.delete({ network_id: network.id }));
  const { subnet } = await api.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, cidr: '192.168.88.0/24' } } });
  const { router } = await api.routers.create({ body: { router: { name: name('router'), external_gateway_info: { network_id: external } } } });
  later(() => api.routers.delete({ router_id: router.id }));
  await api.routers.addInterface({ router_id: router.id, body: { subnet_id: subnet.id } });
  later(() => api.routers.removeInterface({ router_id: router.id, body: { subnet_id: subnet.id } }));
  return { api, external, network, subnet, router };
}

contract('port forwardings', { needs: ['admin', 'external network', 'extension floating-ip-port-forwarding'] }, (it) => {
  it('lead from a floating IP to ports', async (stage) => {
    const { api, external, network, router } = await routed(stage);
    const { later } = stage;
    const { port } = await api.ports.create({ body: { port: { network_id: network.id, fixed_ips: [{ ip_address: '192.168.88.10' }] } } });
    later(() => api.ports.delete({ port_id: port.id }));
    const { floatingip } = await api.floatingips.create({ body: { floatingip: { floating_network_id: external } } });
    const floatingip_id = floatingip.id;
    later(() => api.floatingips.delete({ floatingip_id }));
    const target = { internal_port_id: port.id, internal_ip_address: '192.168.88.10', protocol: 'tcp' };
    const web = { port_forwarding: { ...target, internal_port: 80, external_port: 8080 } };
    const { port_forwarding: one } = await api.portForwardings.create({ floatingip_id, body: web });
    expect(one).toEqual({ id: one.id, ...web.port_forwarding, internal_port_range: '80:80', external_port_range: '8080:8080', description: '' });
    const ranges = { port_forwarding: { ...target, internal_port_range: '90:92', external_port_range: '9000:9002' } };
    const { port_forwarding: many } = await api.portForwardings.create({ floatingip_id, body: ranges });
    later(() => api.portForwardings.delete({ floatingip_id, port_forwarding_id: many.id }));
    expect(many).toMatchObject({ internal_port: null, external_port: null });

    const post = async (body: object) =>
      refused(
        await stage.member.network.request('POST', `/floatingips/${floatingip_id}/port_forwardings`, { json: { port_forwarding: { ...target, ...body } } }),
      );
    expect(await post({ internal_port: 81, external_port: 8080 })).toEqual([
      400,
      'BadRequest',
      'Bad port_forwarding request: There is a port collision with the external_port_range. The following ranges collide: 8080:8080 and 8080:8080.',
    ]);
    expect(await post({ internal_port_range: '100:103', external_port_range: '9100:9102' })).toEqual([
      400,
      'BadRequest',
      'Bad port_forwarding request: Invalid ranges of internal and/or external ports. The relation between internal and external ports must be N-N or 1-N.',
    ]);
    expect(await post({ internal_port: 0, external_port: 8081 })).toEqual([
      400,
      'HTTPBadRequest',
      "Invalid input for internal_port. Reason: '0' is too small - must be at least '1'.",
    ]);
    expect((await post({ internal_port: 1, external_port: 2, internal_ip_address: '192.168.88.99' }))[2]).toMatch(
      /^Bad port_forwarding request: Requested internal IP address /,
    );

    const { floatingip: busy } = await api.floatingips.show({ floatingip_id });
    expect(busy.router_id).toBe(router.id);
    expect(busy.port_forwardings.map(({ id }) => id).toSorted()).toEqual([one.id, many.id].toSorted());
    expect(refused(await stage.member.network.request('PUT', `/floatingips/${floatingip_id}`, { json: { floatingip: { port_id: port.id } } }))).toEqual([
      409,
      'FipInUseByPortForwarding',
      `Floating IP ${floatingip_id} in use by Port Forwarding resources.`,
    ]);
    const change = { floatingip_id, port_forwarding_id: one.id, body: { port_forwarding: { external_port: 8083, description: 'd' } } };
    const { port_forwarding: changed } = await api.portForwardings.update(change);
    expect(changed).toMatchObject({ external_port: 8083, external_port_range: '8083:8083', description: 'd' });
    expect((await api.portForwardings.list({ floatingip_id, query: { external_port: 8083 } })).port_forwardings).toEqual([changed]);

    await api.portForwardings.delete({ floatingip_id, port_forwarding_id: one.id });
    expect(refused(await stage.member.network.request('GET', `/floatingips/${floatingip_id}/port_forwardings/${one.id}`))).toEqual([
      404,
      'PortForwardingNotFound',
      `Port Forwarding ${one.id} could not be found.`,
    ]);
    await api.ports.delete({ port_id: port.id });
    const { floatingip: idle } = await api.floatingips.show({ floatingip_id });
    expect([idle.router_id, idle.port_forwardings]).toEqual([null, []]);
  });
});

contract('routes of routers', { needs: ['admin', 'external network'] }, (it) => {
  it('are added and removed one by one', async (stage) => {
    const { api, subnet, router } = await routed(stage);
    const router_id = router.id;
    const route = (third: number) => ({ destination: `10.9.${third}.0/24`, nexthop: '192.168.88.50' });
    const { router: two } = await api.routers.addExtraRoutes({ router_id, body: { router: { routes: [route(0), route(1)] } } });
    stage.later(() => api.routers.update({ router_id, body: { router: { routes: [] } } }));
    expect(two.routes.toSorted((a, b) => (a.destination < b.destination ? -1 : 1))).toEqual([route(0), route(1)]);
    const { router: one } = await api.routers.removeExtraRoutes({ router_id, body: { router: { routes: [route(0), route(7)] } } });
    expect(one.routes).toEqual([route(1)]);
    const put = async (path: string, json: object) => refused(await stage.member.network.request('PUT', `/routers/${router_id}/${path}`, { json }));
    expect(await put('remove_router_interface', { subnet_id: subnet.id })).toEqual([
      409,
      'RouterInterfaceInUseByRoute',
      `Router interface for subnet ${subnet.id} on router ${router_id} cannot be deleted, as it is required by one or more routes.`,
    ]);
    const [status, type, message] = await put('add_extraroutes', { router: { routes: [{ destination: '10.9.5.0/24', nexthop: '192.168.77.5' }] } });
    expect([status, type]).toEqual([400, 'InvalidRoutes']);
    expect(message).toMatch(/, the nexthop is not connected with router$/);
  });
});

contract('floating IP pools', { needs: ['external network'] }, (it) => {
  it('are the subnets of external networks', async ({ member }) => {
    const { floatingip_pools: pools } = await member.network.floatingipPools.list();
    const { subnets } = await member.network.subnets.list({ query: { 'router:external': true, ip_version: 4 } });
    expect(pools.map(({ subnet_id }) => subnet_id).toSorted()).toEqual(subnets.map(({ id }) => id).toSorted());
  });
});
