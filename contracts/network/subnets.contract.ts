import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('subnets', { needs: [] }, (it) => {
  it('get a gateway and a pool around it', async ({ member, name, later }) => {
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const { subnet } = await member.network.subnets.create({
      body: { subnet: { name: name('subnet'), network_id: network.id, ip_version: 4, cidr: '10.77.0.9/24', gateway_ip: '10.77.0.5' } },
    });
    expect(subnet).toMatchObject({
      cidr: '10.77.0.0/24',
      gateway_ip: '10.77.0.5',
      enable_dhcp: true,
      dns_nameservers: [],
      host_routes: [],
      revision_number: 0,
    });
    const pools = [
      { start: '10.77.0.1', end: '10.77.0.4' },
      { start: '10.77.0.6', end: '10.77.0.254' },
    ];
    expect(subnet.allocation_pools.toSorted((a, b) => a.start.localeCompare(b.start))).toEqual(pools);
    const { network: seen } = await member.network.networks.show({ network_id: network.id });
    expect(seen.subnets).toEqual([subnet.id]);
    const { subnet: changed } = await member.network.subnets.update({
      subnet_id: subnet.id,
      body: { subnet: { dns_nameservers: ['1.1.1.1'], enable_dhcp: false, host_routes: [{ destination: '10.9.0.0/16', nexthop: '10.77.0.9' }] } },
    });
    expect(changed).toMatchObject({ dns_nameservers: ['1.1.1.1'], enable_dhcp: false, host_routes: [{ destination: '10.9.0.0/16', nexthop: '10.77.0.9' }] });
    await member.network.subnets.delete({ subnet_id: subnet.id });
    expect((await member.network.request('GET', `/subnets/${subnet.id}`)).status).toBe(404);
  });

  it('of IPv6 have their first address for a gateway', async ({ member, name, later }) => {
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const { subnet } = await member.network.subnets.create({
      body: { subnet: { network_id: network.id, ip_version: 6, cidr: 'FD00:77:0::/64', ipv6_address_mode: 'slaac', ipv6_ra_mode: 'slaac' } },
    });
    expect(subnet).toMatchObject({
      cidr: 'fd00:77::/64',
      gateway_ip: 'fd00:77::',
      allocation_pools: [{ start: 'fd00:77::1', end: 'fd00:77::ffff:ffff:ffff:ffff' }],
    });
    const { port } = await member.network.ports.create({ body: { port: { network_id: network.id } } });
    later(() => member.network.ports.delete({ port_id: port.id }));
    const [a = 0, b, c, d, e, f] = port.mac_address.split(':').map((part) => Number.parseInt(part, 16));
    const bytes = [a ^ 2, b, c, 0xff, 0xfe, d, e, f].map((byte) => (byte ?? 0).toString(16).padStart(2, '0'));
    const groups = [0, 2, 4, 6].map((n) => Number.parseInt(`${bytes[n]}${bytes[n + 1]}`, 16).toString(16));
    expect(port.fixed_ips).toEqual([{ subnet_id: subnet.id, ip_address: `fd00:77::${groups.join(':')}` }]);
  });

  it('come out of a default pool', async ({ member, name, later }) => {
    const { subnetpools } = await member.network.subnetpools.list({ query: { is_default: true, ip_version: 4 } });
    const [pool] = subnetpools;
    if (!pool) return;
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const { subnet } = await member.network.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, use_default_subnetpool: true } } });
    expect(subnet.subnetpool_id).toBe(pool.id);
    expect(subnet.cidr.split('/')[1]).toBe(String(pool.default_prefixlen));
  });

  const refused: [what: string, subnet: object, status: number, type: string, message: (network: string) => string][] = [
    [
      'overlap',
      { ip_version: 4, cidr: '10.78.0.128/25' },
      400,
      'InvalidInput',
      (id) => `Invalid input for operation: Requested subnet with cidr: 10.78.0.128/25 for network: ${id} overlaps with another subnet.`,
    ],
    ['no cidr', { ip_version: 4 }, 400, 'BadRequest', () => 'Bad subnets request: a subnetpool must be specified in the absence of a cidr.'],
    ['bad cidr', { ip_version: 4, cidr: '10.0.0.0/99' }, 400, 'InvalidInput', () => 'Invalid input for operation: 10.0.0.0/99 is not in a CIDR format.'],
    [
      'wrong version',
      { ip_version: 4, cidr: 'fd00::/64' },
      400,
      'InvalidInput',
      () => "Invalid input for operation: cidr 'fd00::/64' does not match the ip_version '4'.",
    ],
    ['version 5', { ip_version: 5, cidr: '10.0.0.0/24' }, 400, 'HTTPBadRequest', () => 'Invalid input for ip_version. Reason: 5 is not in valid_values.'],
    [
      'broadcast as gateway',
      { ip_version: 4, cidr: '10.79.0.0/24', gateway_ip: '10.79.0.255' },
      400,
      'InvalidInput',
      () => 'Invalid input for operation: Gateway is not valid on subnet.',
    ],
    [
      'gateway in a pool',
      { ip_version: 4, cidr: '10.79.0.0/24', allocation_pools: [{ start: '10.79.0.1', end: '10.79.0.9' }] },
      409,
      'GatewayConflictWithAllocationPools',
      () => 'Gateway ip 10.79.0.1 conflicts with allocation pool 10.79.0.1-10.79.0.9.',
    ],
    [
      'pool outside',
      { ip_version: 4, cidr: '10.79.0.0/24', allocation_pools: [{ start: '10.79.0.9', end: '10.79.1.9' }] },
      400,
      'OutOfBoundsAllocationPool',
      () => 'The allocation pool 10.79.0.9-10.79.1.9 spans beyond the subnet cidr 10.79.0.0/24.',
    ],
    [
      'too small for DHCP',
      { ip_version: 4, cidr: '10.79.0.0/31' },
      400,
      'InvalidInput',
      () => 'Invalid input for operation: Subnet has a prefix length that is incompatible with DHCP service enabled.',
    ],
  ];
  for (const [what, subnet, status, type, message] of refused) {
    it(`are refused: ${what}`, async ({ member, name, later }) => {
      const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
      later(() => member.network.networks.delete({ network_id: network.id }));
      await member.network.subnets.create({ body: { subnet: { network_id: network.id, ip_version: 4, cidr: '10.78.0.0/24' } } });
      const answer = await member.network.request('POST', '/subnets', { json: { subnet: { network_id: network.id, ...subnet } } });
      expect([answer.status, answer.json]).toEqual([status, { NeutronError: { type, message: message(network.id), detail: '' } }]);
    });
  }
});
