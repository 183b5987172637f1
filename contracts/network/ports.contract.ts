import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import type { Stage } from '../../test/contract/contract.ts';

/** A network with one subnet, gone after the test. */
async function place({ member, name, later }: Stage, cidr = '10.80.0.0/24') {
  const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
  later(() => member.network.networks.delete({ network_id: network.id }));
  const { subnet } = await member.network.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, cidr } } });
  return { network_id: network.id, subnet_id: subnet.id };
}
const fault = (answer: { status: number; json: unknown }) => {
  const { type, message } = (answer.json as { NeutronError: { type: string; message: string } }).NeutronError;
  return [answer.status, type, message];
};

contract('ports', { needs: ['admin'] }, (it) => {
  it('get an address, a MAC and the default security group', async (stage) => {
    const { member, name, later } = stage;
    const { network_id, subnet_id } = await place(stage);
    const { port } = await member.network.ports.create({ body: { port: { network_id, name: name('port') } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    expect(port).toMatchObject({
      network_id,
      admin_state_up: true,
      status: 'DOWN',
      device_id: '',
      device_owner: '',
      port_security_enabled: true,
      'binding:vnic_type': 'normal',
      allowed_address_pairs: [],
      extra_dhcp_opts: [],
      fixed_ips: [{ subnet_id, ip_address: expect.stringMatching(/^10\.80\.0\.\d+$/) }],
    });
    expect(port.mac_address).toMatch(/^fa:16:3e(:[0-9a-f]{2}){3}$/);
    expect(Object.keys(port)).not.toContain('binding:host_id');
    const { security_groups } = await member.network.securityGroups.list({ query: { name: 'default', project_id: port.project_id } });
    expect(port.security_groups).toEqual(security_groups.map(({ id }) => id));
    const { ports } = await member.network.ports.list({ query: { fixed_ips: `ip_address=${port.fixed_ips[0]?.ip_address}`, network_id } });
    expect(ports.map(({ id }) => id)).toEqual([port.id]);
  });

  it('keep their network and subnet from being deleted', async (stage) => {
    const { member, later } = stage;
    const { network_id, subnet_id } = await place(stage);
    const { port } = await member.network.ports.create({ body: { port: { network_id } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    expect(fault(await member.network.request('DELETE', `/subnets/${subnet_id}`))).toEqual([
      409,
      'SubnetInUse',
      `Unable to complete operation on subnet ${subnet_id}: One or more ports have an IP allocation from this subnet.`,
    ]);
    expect(fault(await member.network.request('DELETE', `/networks/${network_id}`))).toEqual([
      409,
      'NetworkInUse',
      `Unable to complete operation on network ${network_id}. There are one or more ports still in use on the network, id for these ports is: ${port.id}.`,
    ]);
  });

  it('take the address they ask for, once', async (stage) => {
    const { member, later } = stage;
    const { network_id, subnet_id } = await place(stage);
    const wanted = { network_id, fixed_ips: [{ subnet_id, ip_address: '10.80.0.50' }] };
    const { port } = await member.network.ports.create({ body: { port: wanted } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    expect(fault(await member.network.request('POST', '/ports', { json: { port: wanted } }))).toEqual([
      409,
      'IpAddressAlreadyAllocated',
      `IP address 10.80.0.50 already allocated in subnet ${subnet_id}`,
    ]);
    const outside = { network_id, fixed_ips: [{ subnet_id, ip_address: '10.99.0.50' }] };
    expect(fault(await member.network.request('POST', '/ports', { json: { port: outside } }))).toEqual([
      400,
      'InvalidIpForSubnet',
      'IP address 10.99.0.50 is not a valid IP for the specified subnet.',
    ]);
    const same = { network_id, mac_address: port.mac_address };
    expect(fault(await member.network.request('POST', '/ports', { json: { port: same } }))).toEqual([
      409,
      'MacAddressInUse',
      `Unable to complete operation for network ${network_id}. The mac address ${port.mac_address} is in use.`,
    ]);
    await member.network.ports.delete({ port_id: port.id });
    const { port: again } = await member.network.ports.create({ body: { port: wanted } });
    later(() => member.network.ports.delete({ port_id: again.id }));
    expect(again.fixed_ips).toEqual(wanted.fixed_ips);
  });

  it('use a subnet up', async (stage) => {
    const { member, later } = stage;
    const { network_id } = await place(stage, '10.80.0.0/29');
    const { ports } = await member.network.ports.createBulk({ body: { ports: Array.from({ length: 5 }, () => ({ network_id })) } });
    for (const { id } of ports) later(() => member.network.ports.delete({ port_id: id }));
    expect(new Set(ports.map(({ fixed_ips }) => fixed_ips[0]?.ip_address)).size).toBe(5);
    const [status, type] = fault(await member.network.request('POST', '/ports', { json: { port: { network_id } } }));
    expect([status, type]).toEqual([409, 'IpAddressGenerationFailure']);
  });

  it('move to other addresses and come without any', async (stage) => {
    const { member, later } = stage;
    const { network_id, subnet_id } = await place(stage);
    const { port } = await member.network.ports.create({ body: { port: { network_id, fixed_ips: [{ ip_address: '10.80.0.60' }] } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    const move = (fixed_ips: object[]) => member.network.ports.update({ port_id: port.id, body: { port: { fixed_ips } } });
    const both = [{ ip_address: '10.80.0.60' }, { ip_address: '10.80.0.61' }];
    expect((await move(both)).port.fixed_ips).toHaveLength(2);
    expect((await move([{ ip_address: '10.80.0.61' }])).port.fixed_ips).toEqual([{ subnet_id, ip_address: '10.80.0.61' }]);
    const { port: bare } = await member.network.ports.create({ body: { port: { network_id, fixed_ips: [] } } });
    later(() => member.network.ports.delete({ port_id: bare.id }));
    expect(bare.fixed_ips).toEqual([]);
  });

  it('take address pairs, DHCP options and no security', async (stage) => {
    const { member, later } = stage;
    const { network_id } = await place(stage);
    const { port } = await member.network.ports.create({
      body: {
        port: {
          network_id,
          allowed_address_pairs: [{ ip_address: '10.80.0.200' }],
          extra_dhcp_opts: [{ opt_name: 'mtu', opt_value: '1400' }],
        },
      },
    });
    later(() => member.network.ports.delete({ port_id: port.id }));
    expect(port.allowed_address_pairs).toEqual([{ ip_address: '10.80.0.200', mac_address: port.mac_address }]);
    expect(port.extra_dhcp_opts).toEqual([{ opt_name: 'mtu', opt_value: '1400', ip_version: 4 }]);
    const open = { network_id, port_security_enabled: false };
    const { port: trusted } = await member.network.ports.create({ body: { port: open } });
    later(() => member.network.ports.delete({ port_id: trusted.id }));
    expect(trusted).toMatchObject({ port_security_enabled: false, security_groups: [] });
    const pairs = { ...open, allowed_address_pairs: [{ ip_address: '10.80.0.201' }] };
    expect(fault(await member.network.request('POST', '/ports', { json: { port: pairs } }))).toEqual([
      409,
      'AddressPairAndPortSecurityRequired',
      'Port Security must be enabled in order to have allowed address pairs on a port.',
    ]);
  });

  it('are bound to hosts by admins', async (stage) => {
    const { admin, member, later } = stage;
    const { network_id } = await place(stage);
    const { port } = await member.network.ports.create({ body: { port: { network_id } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    expect(fault(await member.network.request('PUT', `/ports/${port.id}`, { json: { port: { 'binding:host_id': 'somewhere' } } }))).toEqual([
      403,
      'PolicyNotAuthorized',
      '(rule:update_port and rule:update_port:binding:host_id) is disallowed by policy',
    ]);
    const { port: seen } = await admin.network.ports.show({ port_id: port.id });
    expect(seen).toMatchObject({ 'binding:host_id': '', 'binding:vif_type': 'unbound', 'binding:profile': {} });
  });
});
