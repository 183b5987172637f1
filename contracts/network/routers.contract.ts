import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('routers and floating IPs', { needs: ['external network'] }, (it) => {
  it('lead from a port to the outside', async ({ member, name, later }) => {
    const { networks: outside } = await member.network.networks.list({ query: { 'router:external': true } });
    const external = outside[0]?.id ?? '';
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const { subnet } = await member.network.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, cidr: '10.81.0.0/24' } } });
    const { router } = await member.network.routers.create({ body: { router: { name: name('router'), external_gateway_info: { network_id: external } } } });
    const { id: router_id } = router;
    later(() => member.network.routers.delete({ router_id }));
    expect(router).toMatchObject({ status: 'ACTIVE', admin_state_up: true, routes: [], external_gateway_info: { network_id: external, enable_snat: true } });
    expect(router.external_gateway_info?.external_fixed_ips.length).toBeGreaterThan(0);

    const attached = await member.network.routers.addInterface({ router_id, body: { subnet_id: subnet.id } });
    later(() => member.network.routers.removeInterface({ router_id, body: { subnet_id: subnet.id } }));
    expect(attached).toMatchObject({ id: router_id, network_id: network.id, subnet_id: subnet.id, subnet_ids: [subnet.id] });
    const { port: inner } = await member.network.ports.show({ port_id: attached.port_id });
    expect(inner).toMatchObject({ device_id: router_id, device_owner: 'network:router_interface', fixed_ips: [{ ip_address: '10.81.0.1' }] });
    const again = await member.network.request('PUT', `/routers/${router_id}/add_router_interface`, { json: { subnet_id: subnet.id } });
    expect([again.status, again.json.NeutronError.message]).toEqual([400, `Bad router request: Router already has a port on subnet ${subnet.id}.`]);
    const direct = await member.network.request('DELETE', `/ports/${attached.port_id}`);
    expect([direct.status, direct.json.NeutronError.message]).toEqual([
      409,
      `Port ${attached.port_id} cannot be deleted directly via the port API: has device owner network:router_interface.`,
    ]);

    const { port } = await member.network.ports.create({ body: { port: { network_id: network.id } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    const { floatingip } = await member.network.floatingips.create({ body: { floatingip: { floating_network_id: external, port_id: port.id } } });
    const { id: floatingip_id } = floatingip;
    later(() => member.network.floatingips.delete({ floatingip_id }));
    expect(floatingip).toMatchObject({ router_id, port_id: port.id, fixed_ip_address: port.fixed_ips[0]?.ip_address, port_details: { device_id: '' } });
    const needed = await member.network.request('PUT', `/routers/${router_id}/remove_router_interface`, { json: { subnet_id: subnet.id } });
    expect([needed.status, needed.json.NeutronError.type]).toEqual([409, 'RouterInterfaceInUseByFloatingIP']);
    const { floatingip: loose } = await member.network.floatingips.update({ floatingip_id, body: { floatingip: { port_id: null } } });
    expect(loose).toMatchObject({ router_id: null, port_id: null, fixed_ip_address: null, port_details: null });
    await member.network.routers.removeInterface({ router_id, body: { subnet_id: subnet.id } });
    expect((await member.network.request('GET', `/ports/${attached.port_id}`)).status).toBe(404);
  });

  it('are refused without what they need', async ({ member, name, later }) => {
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const gateway = { name: name('router'), external_gateway_info: { network_id: network.id } };
    const router = await member.network.request('POST', '/routers', { json: { router: gateway } });
    expect([router.status, router.json.NeutronError.message]).toEqual([400, `Bad router request: Network ${network.id} is not an external network.`]);
    const floating = await member.network.request('POST', '/floatingips', { json: { floatingip: { floating_network_id: network.id } } });
    expect([floating.status, floating.json.NeutronError.message]).toEqual([
      400,
      `Bad floatingip request: Network ${network.id} is not a valid external network.`,
    ]);
    const nothing = await member.network.request('POST', '/floatingips', { json: { floatingip: {} } });
    expect([nothing.status, nothing.json.NeutronError.message]).toEqual([
      400,
      "Failed to parse request. Required attribute 'floating_network_id' not specified",
    ]);
  });
});
