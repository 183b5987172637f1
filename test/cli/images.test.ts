/** Images and metadata definitions by the official command line. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../client/index.ts';
import { session } from './session.ts';

session('images', ({ folder, cloud, openstack, json, column }) => {
  const content = randomBytes(2_000_003);
  writeFileSync(join(folder, 'disk.raw'), content);

  /** By the client: without a terminal, the command uploads what it reads from its input. */
  async function queued(name: string): Promise<void> {
    const { OS_AUTH_URL: auth_url = '' } = cloud().env;
    const auth = { auth_url, username: 'admin', password: '000000', project_name: 'admin', user_domain_name: 'Default', project_domain_name: 'Default' };
    await connect({ auth }).image.images.create({ body: { name, disk_format: 'raw', container_format: 'bare' } });
  }

  test('content goes in and comes out, by upload and by import', async () => {
    const { id } = await json('image create cli-one --disk-format raw --container-format bare --file disk.raw --property os_distro=none --tag red');
    expect(await json(`image show ${id}`)).toMatchObject({
      name: 'cli-one',
      status: 'active',
      size: content.length,
      checksum: createHash('md5').update(content).digest('hex'),
      tags: ['red'],
      properties: {
        os_distro: 'none',
        os_hash_algo: 'sha512',
        os_hash_value: createHash('sha512').update(content).digest('hex'),
        stores: 'store1',
      },
    });
    await openstack('image save cli-one --file back.raw');
    expect(readFileSync(join(folder, 'back.raw')).equals(content)).toBe(true);

    await queued('cli-staged');
    await openstack('image stage cli-staged --file disk.raw');
    await openstack('image import cli-staged --method glance-direct');
    const fetched = String(cloud().env['OS_AUTH_URL']).replace('/identity/v3', '/image/versions');
    await queued('cli-fetched');
    await openstack(`image import cli-fetched --method web-download --uri ${fetched}`);
    for (const name of ['cli-staged', 'cli-fetched']) expect((await json(`image show ${name}`)).status).toBe('active');
    await openstack('image create cli-imported --disk-format raw --container-format bare --import --file disk.raw');
    expect((await json('image show cli-imported')).size).toBe(content.length);
    expect(await column('image task list', 'Status')).toEqual(['success', 'success', 'success']);
    const [task] = await column('image task list', 'ID');
    expect(await json(`image task show ${task}`)).toMatchObject({ type: 'api_image_import', status: 'success' });
    expect((await json('image import info'))['import-methods']).toEqual(['glance-direct', 'web-download', 'copy-image']);
    expect(await column('image stores list', 'ID')).toEqual(['store1']);
    await openstack('image delete cli-staged cli-fetched cli-imported');
  });

  test('what is known of an image changes', async () => {
    await openstack('image set cli-one --name cli-two --min-disk 2 --min-ram 64 --property colour=blue --tag blue --protected --hidden --os-version 1');
    expect(await column('image list', 'Name')).not.toContain('cli-two');
    expect(await column('image list --hidden', 'Name')).toEqual(['cli-two']);
    await openstack('image unset cli-two --property colour --tag red');
    const shown = await json('image show cli-two');
    expect(shown).toMatchObject({ min_disk: 2, min_ram: 64, protected: true, tags: ['blue'], properties: { os_version: '1', os_hidden: true } });
    expect(shown.properties).not.toHaveProperty('colour');
    await openstack('image set cli-two --unprotected --unhidden --deactivate');
    expect((await json('image show cli-two')).status).toBe('deactivated');
    await openstack('image set cli-two --activate');
    expect(await column('image list --status active --tag blue --property os_distro=none', 'Name')).toEqual(['cli-two']);
  });

  test('an image is shared with a project', async () => {
    const { id } = await json('project show demo');
    await openstack(`image add project cli-two ${id}`);
    expect(await json('image member list cli-two')).toMatchObject([{ 'Member ID': id, Status: 'pending' }]);
    expect(await json(`image member get cli-two ${id}`)).toMatchObject({ member_id: id, status: 'pending' });
    await openstack(`image set cli-two --accept --project ${id}`);
    expect(await column('image member list cli-two', 'Status')).toEqual(['accepted']);
    await openstack(`image remove project cli-two ${id}`);
    expect(await json('image member list cli-two')).toEqual([]);
    await openstack('image delete cli-two');
    expect(await column('image list', 'Name')).toEqual(['cirros']);
  });

  test('namespaces of metadata definitions', async () => {
    expect(await column('image metadef namespace list', 'namespace')).toContain('OS::Compute::CPUPinning');
    expect(await json('image metadef namespace create cli-names --display-name Names --public')).toMatchObject({
      namespace: 'cli-names',
      visibility: 'public',
    });
    await openstack('image metadef namespace set cli-names --description all --protected --public --tag one');
    expect(await json('image metadef namespace show cli-names')).toMatchObject({ description: 'all', protected: true, tags: [{ name: 'one' }] });
    await openstack('image metadef namespace set cli-names --unprotected');
    await openstack('image metadef namespace unset cli-names --tag one');

    const schema = '{"description": "how many", "minimum": 1}';
    expect(await json('image metadef property create cli-names --name count --title Count --type integer --schema', schema)).toMatchObject({
      name: 'count',
      type: 'integer',
      minimum: 1,
    });
    await openstack('image metadef property set cli-names count --title Number');
    expect(await json('image metadef property show cli-names count')).toMatchObject({ title: 'Number', description: 'how many' });
    expect(await column('image metadef property list cli-names', 'name')).toEqual(['count']);
    await openstack('image metadef property delete cli-names count');

    await openstack('image metadef object create thing --namespace cli-names');
    await openstack('image metadef object update cli-names thing --name other');
    expect(await column('image metadef object list cli-names', 'name')).toEqual(['other']);
    expect(await json('image metadef object show cli-names other')).toMatchObject({ name: 'other' });
    await openstack('image metadef object delete cli-names other');

    await openstack('image metadef resource type association create cli-names OS::Nova::Flavor --properties-target x');
    expect(await column('image metadef resource type association list cli-names', 'Name')).toEqual(['OS::Nova::Flavor']);
    expect(await column('image metadef resource type list', 'Name')).toContain('OS::Glance::Image');
    await openstack('image metadef resource type association delete cli-names OS::Nova::Flavor');
    await openstack('image metadef namespace delete cli-names');
    expect(await column('image metadef namespace list', 'namespace')).not.toContain('cli-names');
  });
});
