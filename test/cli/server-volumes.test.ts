/** Servers and their volumes by the official command line. */
import { expect, test } from 'vitest';
import { session } from './session.ts';

interface Attached {
  'Volume ID': string;
  Device: string;
  'Delete On Termination?': boolean;
}

session('servers with volumes', ({ openstack, json, column }) => {
  const attached = async (server: string): Promise<Attached[]> => json(`server volume list ${server}`);
  const status = async (volume: string): Promise<string> => (await json(`volume show ${volume}`)).status as string;

  test('booted from volumes, in each way', async () => {
    const common = '--flavor m1.tiny --network int-net --wait';
    const server = await json(`server create cli-made --image cirros --boot-from-volume 1 ${common}`);
    expect(server).toMatchObject({ status: 'ACTIVE', image: expect.stringMatching(/^(N\/A \(booted from volume\))?$/) });
    const [root] = await attached('cli-made');
    expect(root).toMatchObject({ Device: '/dev/vda' });
    expect(await json(`volume show ${root?.['Volume ID']}`)).toMatchObject({ status: 'in-use', size: 1 });

    await openstack('volume create cli-root --image cirros --size 1');
    await openstack(`server create cli-there --volume cli-root ${common}`);
    expect(await status('cli-root')).toBe('in-use');
    await openstack('server delete cli-there --wait');
    expect(await status('cli-root')).toBe('available');

    const device = 'source_type=blank,destination_type=volume,volume_size=1,boot_index=-1,delete_on_termination=true,tag=data';
    await openstack(`server create cli-more --image cirros --block-device ${device} ${common}`);
    const [extra] = await attached('cli-more');
    expect(extra).toMatchObject({ Device: '/dev/vdb', 'Delete On Termination?': true });
    await openstack('server delete cli-more --wait');
    expect(await column('volume list', 'ID')).not.toContain(extra?.['Volume ID']);
  });

  test('attached, listed and detached', async () => {
    const { id } = await json('volume create cli-volume --size 1');
    await openstack('server add volume cli-made cli-volume --device /dev/vdb --enable-delete-on-termination');
    const [, second] = await attached('cli-made');
    expect(second).toMatchObject({ 'Volume ID': id, Device: '/dev/vdb', 'Delete On Termination?': true });
    expect(await status('cli-volume')).toBe('in-use');
    await openstack('server volume update cli-made cli-volume --preserve-on-termination');
    await openstack('server remove volume cli-made cli-volume');
    expect(await status('cli-volume')).toBe('available');
    expect(await attached('cli-made')).toHaveLength(1);
    await openstack('volume delete cli-volume');
  });

  test('kept as an image', async () => {
    await openstack('server image create cli-made --name cli-kept --wait');
    expect(await json('image show cli-kept')).toMatchObject({ status: 'active', size: 0, properties: { bdm_v2: 'True', root_device_name: '/dev/vda' } });
    await openstack('server create cli-copy --image cli-kept --flavor m1.tiny --network int-net --wait');
    expect(await attached('cli-copy')).toHaveLength(1);
    await openstack('server delete cli-copy cli-made --wait');
    expect(await column('server list', 'Name')).toEqual([]);
  });
});
