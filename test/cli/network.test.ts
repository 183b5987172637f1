/** The network commands of the official command line: everything is made, changed, listed, shown and deleted. */
import { expect, test } from 'vitest';
import { trunking } from '../trunking.ts';
import { session } from './session.ts';

session('networks', ({ openstack, json, column }) => {
  test('networks, subnets and subnet pools', async () => {
    const network = await json('network create cli-net --description first --tag blue');
    expect(network).toMatchObject({ name: 'cli-net', status: 'ACTIVE', tags: ['blue'] });
    await openstack('network set cli-net --name cli-net-2 --mtu 1400 --tag red');
    await openstack('network unset cli-net-2 --tag blue');
    expect(await json('network show cli-net-2')).toMatchObject({ id: network.id, mtu: 1400, tags: ['red'] });
    expect(await column('network list', 'Name')).toContain('cli-net-2');

    await json('subnet pool create cli-pool --pool-prefix 10.66.0.0/16 --default-prefix-length 26');
    await openstack('subnet pool set cli-pool --pool-prefix 10.67.0.0/16 --tag red');
    expect((await json('subnet pool show cli-pool')).prefixes).toEqual(['10.66.0.0/15']);
    expect(await column('subnet pool list', 'Name')).toContain('cli-pool');

    const subnet = await json('subnet create cli-subnet --network cli-net-2 --subnet-pool cli-pool --dns-nameserver 192.0.2.1');
    expect(subnet).toMatchObject({ cidr: '10.66.0.0/26', gateway_ip: '10.66.0.1', dns_nameservers: ['192.0.2.1'] });
    await openstack('subnet set cli-subnet --no-dhcp --host-route destination=192.0.2.0/24,gateway=10.66.0.9');
    await openstack('subnet unset cli-subnet --dns-nameserver 192.0.2.1');
    expect(await json('subnet show cli-subnet')).toMatchObject({ enable_dhcp: false, dns_nameservers: [] });
    expect(await column('subnet list --network cli-net-2', 'Name')).toEqual(['cli-subnet']);
    await openstack('subnet delete cli-subnet');
    await openstack('subnet pool delete cli-pool');
    await openstack('network delete cli-net-2');
    expect(await column('network list', 'Name')).not.toContain('cli-net-2');
  });

  test('ports, routers and floating IPs', async () => {
    await openstack('network create cli-net');
    await openstack('subnet create cli-subnet --network cli-net --subnet-range 10.68.0.0/24');
    const port = await json('port create cli-port --network cli-net --fixed-ip subnet=cli-subnet,ip-address=10.68.0.9');
    expect(port).toMatchObject({ status: 'DOWN', fixed_ips: [{ ip_address: '10.68.0.9' }] });
    await openstack('port set cli-port --description mine --allowed-address ip-address=10.68.0.99');
    await openstack('port unset cli-port --allowed-address ip-address=10.68.0.99,mac-address=' + String(port.mac_address));
    expect(await json('port show cli-port')).toMatchObject({ description: 'mine', allowed_address_pairs: [] });
    expect(await column('port list --network cli-net', 'Name')).toEqual(['cli-port']);

    await openstack('router create cli-router');
    await openstack('router set cli-router --external-gateway ext-net --description out');
    await openstack('router add subnet cli-router cli-subnet');
    await openstack('router add route cli-router --route destination=192.0.2.0/24,gateway=10.68.0.9');
    expect(await json('router show cli-router')).toMatchObject({ description: 'out', routes: [{ destination: '192.0.2.0/24', nexthop: '10.68.0.9' }] });
    await openstack('router remove route cli-router --route destination=192.0.2.0/24,gateway=10.68.0.9');
    expect(await column('router list', 'Name')).toEqual(['cli-router']);

    const floating = await json('floating ip create ext-net --port cli-port');
    const ip = String(floating.floating_ip_address);
    expect(floating).toMatchObject({ fixed_ip_address: '10.68.0.9' });
    await openstack(`floating ip unset ${ip} --port`);
    await openstack(`floating ip set ${ip} --description free`);
    const target = `--internal-ip-address 10.68.0.9 --port ${port.id} --internal-protocol-port 80 --external-protocol-port 8080 --protocol tcp`;
    const forwarding = await json(`floating ip port forwarding create ${ip} ${target}`);
    expect(await column(`floating ip port forwarding list ${ip}`, 'ID')).toEqual([forwarding.id]);
    await openstack(`floating ip port forwarding delete ${ip} ${forwarding.id}`);
    expect(await column('floating ip list', 'Floating IP Address')).toEqual([ip]);
    expect(await json(`floating ip show ${ip}`)).toMatchObject({ port_id: null, description: 'free' });
    await openstack(`floating ip delete ${ip}`);

    await openstack('router remove subnet cli-router cli-subnet');
    await openstack('router unset cli-router --external-gateway');
    await openstack('router delete cli-router');
    await openstack('port delete cli-port');
    await openstack('network delete cli-net');
  });

  test('security groups, address groups and address scopes', async () => {
    await openstack('address group create cli-addresses --address 10.0.0.1/32 --description hosts');
    await openstack('address group set cli-addresses --address 10.0.0.2/32');
    await openstack('address group unset cli-addresses --address 10.0.0.1/32');
    expect((await json('address group show cli-addresses')).addresses).toEqual(['10.0.0.2/32']);
    expect(await column('address group list', 'Name')).toEqual(['cli-addresses']);

    const group = await json('security group create cli-group --stateless');
    const rule = await json('security group rule create cli-group --protocol tcp --dst-port 22:23 --remote-address-group cli-addresses');
    expect(rule).toMatchObject({ port_range_min: 22, port_range_max: 23, direction: 'ingress' });
    expect(await column('security group rule list cli-group', 'ID')).toContain(rule.id);
    expect((await json(`security group rule show ${rule.id}`)).security_group_id).toBe(group.id);
    await openstack('security group set cli-group --name cli-group-2 --description changed');
    expect(await json('security group show cli-group-2')).toMatchObject({ description: 'changed', stateful: false });
    expect(await column('security group list', 'Name')).toContain('cli-group-2');
    await openstack(`security group rule delete ${rule.id}`);
    await openstack('security group delete cli-group-2');
    await openstack('address group delete cli-addresses');

    await openstack('address scope create cli-scope --ip-version 6');
    await openstack('address scope set cli-scope --name cli-scope-2');
    expect(await json('address scope show cli-scope-2')).toMatchObject({ ip_version: 6, shared: false });
    expect(await column('address scope list', 'Name')).toEqual(['cli-scope-2']);
    await openstack('address scope delete cli-scope-2');
  });

  test('QoS and RBAC', async () => {
    const policy = await json('network qos policy create cli-qos --description slow');
    await openstack('network qos policy set cli-qos --name cli-qos-2 --share');
    const rule = await json('network qos rule create cli-qos-2 --type bandwidth-limit --max-kbps 1000 --egress');
    await openstack(`network qos rule set cli-qos-2 ${rule.id} --max-kbps 2000`);
    expect(await json(`network qos rule show cli-qos-2 ${rule.id}`)).toMatchObject({ max_kbps: 2000, direction: 'egress' });
    expect(await column('network qos rule list cli-qos-2', 'ID')).toEqual([rule.id]);
    expect(await column('network qos rule type list --all-rules', 'Type')).toContain('bandwidth_limit');
    expect(await json('network qos policy show cli-qos-2')).toMatchObject({ id: policy.id, shared: true });
    expect(await column('network qos policy list', 'Name')).toEqual(['cli-qos-2']);
    await openstack(`network qos rule delete cli-qos-2 ${rule.id}`);

    await openstack('network create cli-net --qos-policy cli-qos-2');
    await openstack('network set cli-net --no-qos-policy');
    const rbac = await json('network rbac create cli-net --type network --action access_as_shared --target-project demo --target-project-domain Default');
    await openstack(`network rbac set ${rbac.id} --target-project admin --target-project-domain Default`);
    expect(await json(`network rbac show ${rbac.id}`)).toMatchObject({ action: 'access_as_shared', object_type: 'network' });
    expect(await column('network rbac list', 'ID')).toContain(rbac.id);
    await openstack(`network rbac delete ${rbac.id}`);
    await openstack('network delete cli-net');
    await openstack('network qos policy delete cli-qos-2');
  });

  test('flavors, default rules, and what there is to look up', async () => {
    await openstack('network flavor create cli-flavor --service-type L3_ROUTER_NAT');
    const profile = await json('network flavor profile create --metainfo {}');
    await openstack(`network flavor add profile cli-flavor ${profile.id}`);
    await openstack(`network flavor remove profile cli-flavor ${profile.id}`);
    await openstack('network flavor set cli-flavor --disable');
    expect(await json('network flavor show cli-flavor')).toMatchObject({ enabled: false });
    await openstack(`network flavor profile delete ${profile.id}`);
    await openstack('network flavor delete cli-flavor');
    const rule = await json('default security group rule create --protocol udp --for-default-sg');
    expect(await column('default security group rule list', 'ID')).toContain(rule.id);
    await openstack(`default security group rule delete ${rule.id}`);
    expect(await column('extension list --network', 'Alias')).toEqual(expect.arrayContaining(['qos', 'rbac-policies', 'address-group']));
    await openstack('network agent list');
    await openstack('network service provider list');
    await openstack('ip availability list');
    await openstack('quota show --network');
  });
});

session(
  'trunks',
  ({ openstack, json, column }) => {
    test('trunks and their sub-ports', async () => {
      await openstack('network create cli-net');
      for (const name of ['cli-parent', 'cli-child', 'cli-other']) await openstack(`port create ${name} --network cli-net`);
      const subPort = (name: string, id: number): string => `--subport port=${name},segmentation-type=vlan,segmentation-id=${id}`;
      const trunk = await json(`network trunk create cli-trunk --parent-port cli-parent ${subPort('cli-child', 10)} --description first`);
      expect(trunk).toMatchObject({ name: 'cli-trunk', description: 'first', sub_ports: [{ segmentation_type: 'vlan', segmentation_id: 10 }] });
      await openstack(`network trunk set cli-trunk --name cli-trunk-2 --description changed ${subPort('cli-other', 11)}`);
      expect(await column('network subport list --trunk cli-trunk-2', 'Segmentation ID')).toEqual(['10', '11']);
      await openstack('network trunk unset cli-trunk-2 --subport cli-child');
      expect(await json('network trunk show cli-trunk-2')).toMatchObject({ id: trunk.id, description: 'changed', sub_ports: [{ segmentation_id: 11 }] });
      expect((await json('port show cli-parent')).trunk_details).toMatchObject({ trunk_id: trunk.id, sub_ports: [{ segmentation_id: 11 }] });
      expect(await column('network trunk list', 'Name')).toEqual(['cli-trunk-2']);
      expect(await column('extension list --network', 'Alias')).toEqual(expect.arrayContaining(['trunk', 'trunk-details']));
      await openstack('network trunk set cli-trunk-2 --disable');
      await openstack('network trunk set cli-trunk-2 --enable');
      await openstack('network trunk delete cli-trunk-2');
      await openstack('port delete cli-parent cli-child cli-other');
      await openstack('network delete cli-net');
    });
  },
  trunking,
);
