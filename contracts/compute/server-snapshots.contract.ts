import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';
import { reached, running } from '../../test/contract/server.ts';

/** The image of that name, once it has its content. */
async function finished({ admin, later, settled }: Stage, name: string): Promise<Record<string, unknown> & { id: string }> {
  const find = async () => (await admin.image.images.list({ query: { name } })).images[0];
  const image = await settled(find, (found) => found?.status === 'active');
  if (!image) throw new Error(`no image is named ${name}`);
  later(() => admin.image.images.delete({ image_id: image.id }));
  return image;
}

contract('images of servers', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  it('know whose disks they show, and why they were made', async (stage) => {
    const { admin, name } = stage;
    const id = await running(stage, admin);
    const act = (body: object) => admin.compute.request('POST', `/servers/${id}/action`, { json: body });
    const { json } = await admin.compute.request('GET', `/servers/${id}`);
    const { project, user } = await admin.whoami();
    const base_image_ref = json.server.image.id as string;
    const common = {
      status: 'active',
      visibility: 'private',
      owner: project?.id,
      container_format: 'bare',
      base_image_ref,
      instance_uuid: id,
      user_id: user.id,
      owner_user_name: user.name,
      owner_project_name: project?.name,
      boot_roles: expect.stringContaining('admin'),
      image_state: 'available',
      image_location: 'snapshot',
      owner_id: project?.id,
      size: expect.any(Number),
      checksum: expect.stringMatching(/^[0-9a-f]{32}$/),
      os_hash_value: expect.stringMatching(/^[0-9a-f]{128}$/),
      min_ram: 0,
      min_disk: expect.any(Number),
    };
    const snapshot = name('snapshot');
    expect((await act({ createImage: { name: snapshot, metadata: { colour: 'red' } } })).status).toBe(202);
    expect(await finished(stage, snapshot)).toMatchObject({ ...common, image_type: 'snapshot', colour: 'red' });
    await reached(stage, admin, id, 'ACTIVE');
    const backup = name('backup');
    expect((await act({ createBackup: { name: backup, backup_type: 'daily', rotation: 1 } })).status).toBe(202);
    expect(await finished(stage, backup)).toMatchObject({ ...common, image_type: 'backup', backup_type: 'daily' });
    await reached(stage, admin, id, 'ACTIVE');
    expect((await act({ shelve: null })).status).toBe(202);
    expect(await finished(stage, `${json.server.name}-shelved`)).toMatchObject({ ...common, image_type: 'snapshot' });
    await reached(stage, admin, id, 'SHELVED_OFFLOADED');
  });
});
