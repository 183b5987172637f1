/** A session of the official command line: every command ends with 0, and says what is so. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { session } from './session.ts';

session('everyday life', ({ folder, cloud, openstack, json, column }) => {
  test('token and catalog', async () => {
    const token = await json('token issue');
    expect(token).toEqual({
      id: expect.stringMatching(/^gAAAA/),
      project_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      user_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      expires: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/),
    });
    const catalog = (await json('catalog list')) as { Name: string; Type: string; Endpoints: { interface: string; url: string }[] }[];
    expect(catalog.map(({ Name }) => Name).sort()).toEqual(['cinder', 'glance', 'keystone', 'neutron', 'nova', 'placement']);
    const endpoints = (await json('endpoint list -c', 'Service Name', '-c', 'Enabled', '-c', 'URL')) as Record<string, unknown>[];
    expect(endpoints).toHaveLength(18);
    const url = String(cloud().env['OS_AUTH_URL']).replace('/identity/v3', '/compute/v2.1');
    expect(endpoints.filter((endpoint) => endpoint['Service Name'] === 'nova')).toEqual(
      [1, 2, 3].map(() => ({ 'Service Name': 'nova', Enabled: true, URL: url })),
    );
  });

  test('domains, projects, users and roles', async () => {
    const domain = await json('domain create cli-domain --description', 'of the command line');
    expect(domain).toMatchObject({ name: 'cli-domain', enabled: true, description: 'of the command line' });
    const project = await json('project create cli-project --domain cli-domain --description', 'of the command line');
    expect(project).toMatchObject({ name: 'cli-project', domain_id: domain.id, parent_id: domain.id, is_domain: false });
    await openstack('project set cli-project --domain cli-domain --property colour=blue --description other');
    expect(await json('project show cli-project --domain cli-domain')).toMatchObject({ id: project.id, description: 'other', colour: 'blue' });

    const user = await json('user create cli-user --domain cli-domain --password secret --email cli@example.com');
    expect(user).toMatchObject({ name: 'cli-user', domain_id: domain.id, enabled: true, email: 'cli@example.com' });
    await openstack('user set cli-user --domain cli-domain --description changed');
    expect(await json('user show cli-user --domain cli-domain')).toMatchObject({ id: user.id, description: 'changed' });
    expect(await column('user list --domain cli-domain', 'Name')).toEqual(['cli-user']);

    const role = await json('role create cli-role');
    await openstack(`role add cli-role --user ${user.id} --project ${project.id}`);
    expect(await json(`role assignment list --user ${user.id}`)).toEqual([
      { Role: role.id, User: user.id, Group: '', Project: project.id, Domain: '', System: '', Inherited: false },
    ]);
    await openstack(`role remove cli-role --user ${user.id} --project ${project.id}`);
    expect(await column('role list', 'Name')).toEqual(expect.arrayContaining(['admin', 'member', 'reader', 'cli-role']));

    await openstack('role delete cli-role');
    await openstack('user delete cli-user --domain cli-domain');
    await openstack('project delete cli-project --domain cli-domain');
    await openstack('domain set cli-domain --disable');
    await openstack('domain delete cli-domain');
    expect(await column('domain list', 'Name')).not.toContain('cli-domain');
  });

  test('flavors', async () => {
    const flavor = await json('flavor create cli-flavor --ram 128 --disk 1 --vcpus 1 --property hw:cpu_policy=shared');
    expect(flavor).toMatchObject({ name: 'cli-flavor', ram: 128, properties: { 'hw:cpu_policy': 'shared' } });
    await openstack('flavor set cli-flavor --property hw:mem_page_size=small --description changed');
    expect(await json('flavor show cli-flavor')).toMatchObject({
      id: flavor.id,
      description: 'changed',
      properties: { 'hw:cpu_policy': 'shared', 'hw:mem_page_size': 'small' },
    });
    expect(await column('flavor list', 'Name')).toEqual(expect.arrayContaining(['m1.tiny', 'cli-flavor']));
    await openstack('flavor delete cli-flavor');
    expect(await column('flavor list', 'Name')).not.toContain('cli-flavor');
  });

  test('images: the bytes come back as they went', async () => {
    const content = randomBytes(3_000_001);
    writeFileSync(join(folder, 'disk.raw'), content);
    const image = await json('image create cli-image --disk-format raw --container-format bare --file disk.raw --property os=none');
    expect(image.name).toBe('cli-image');
    const shown = await json('image show cli-image');
    expect(shown).toMatchObject({ id: image.id, status: 'active', size: content.length, checksum: createHash('md5').update(content).digest('hex') });
    await openstack('image save cli-image --file back.raw');
    expect(readFileSync(join(folder, 'back.raw')).equals(content)).toBe(true);
    await openstack('image set cli-image --name cli-renamed --tag blue --min-disk 2 --public');
    expect(await json('image show cli-renamed')).toMatchObject({ id: image.id, tags: ['blue'], min_disk: 2, visibility: 'public' });
    await openstack('image delete cli-renamed');
    expect(await column('image list', 'Name')).toEqual(['cirros']);
  });

  test('a server and all that is done to it', async () => {
    const networks = (await json('network list')) as { Name: string; Subnets: string[] }[];
    expect(networks.map(({ Name, Subnets }) => [Name, Subnets.length])).toEqual(
      expect.arrayContaining([
        ['int-net', 1],
        ['ext-net', 1],
      ]),
    );
    expect(await openstack('keypair create cli-key')).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    expect(await column('keypair list', 'Name')).toEqual(['cli-key']);

    const created = await json('server create cli-server --flavor m1.tiny --image cirros --network int-net --key-name cli-key --wait');
    expect(created).toMatchObject({ name: 'cli-server', status: 'ACTIVE', key_name: 'cli-key' });
    const status = async (): Promise<string> => (await json('server show cli-server')).status as string;
    const [row] = await json('server list');
    expect(row).toMatchObject({ ID: created.id, Name: 'cli-server', Status: 'ACTIVE', Image: 'cirros', Flavor: 'm1.tiny' });
    expect(row.Networks).toEqual({ 'int-net': [expect.stringMatching(/^10\.10\.0\.\d+$/)] });
    expect(await json('server show cli-server')).toMatchObject({ id: created.id, 'OS-EXT-STS:vm_state': 'active', 'OS-EXT-STS:power_state': 1 });

    await openstack('server stop cli-server');
    expect(await status()).toBe('SHUTOFF');
    await openstack('server start cli-server');
    expect(await status()).toBe('ACTIVE');
    await openstack('server reboot cli-server --wait');
    await openstack('server reboot cli-server --hard --wait');
    await openstack('server resize cli-server --flavor m1.small --wait');
    expect(await status()).toBe('VERIFY_RESIZE');
    await openstack('server resize confirm cli-server');
    expect(await json('server show cli-server')).toMatchObject({ status: 'ACTIVE', flavor: { original_name: 'm1.small' } });
    await openstack('server rebuild cli-server --image cirros --wait');
    expect(await status()).toBe('ACTIVE');
    await openstack('server image create cli-server --name cli-snapshot --wait');
    expect(await json('image show cli-snapshot')).toMatchObject({ status: 'active', properties: { image_type: 'snapshot', instance_uuid: created.id } });
    await openstack('server delete cli-server --wait');
    expect(await column('server list', 'Name')).toEqual([]);
    await openstack('image delete cli-snapshot');
    await openstack('keypair delete cli-key');
  });
});
