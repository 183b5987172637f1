import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('import of images', { needs: ['admin'] }, (it) => {
  it('takes what was staged', async ({ admin, name, later, settled }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    const direct = { image_id, body: { method: { name: 'glance-direct' as const } } };
    const early = await admin.image.request('POST', `/images/${image_id}/import`, { json: direct.body });
    expect([early.status, early.json.message]).toEqual([409, `Image needs to be staged before 'glance-direct' method can be used<br /><br />\n\n\n`]);
    await admin.image.imageData.stage({ image_id, body: new Blob(['staged bytes']).stream() });
    expect(await admin.image.images.show({ image_id })).toMatchObject({ status: 'uploading', size: 12, checksum: null });
    const twice = await admin.image.request('PUT', `/images/${image_id}/stage`, { headers: { 'content-type': 'application/octet-stream' }, body: 'x' });
    expect(twice.status).toBe(409);
    await admin.image.imageImport.create(direct);
    const image = await settled(
      () => admin.image.images.show({ image_id }),
      ({ status, os_glance_import_task }) => status === 'active' && !os_glance_import_task,
    );
    expect(image).toMatchObject({ size: 12, checksum: '978e809fd6fb4ee8b08771f8249d2d8b', os_glance_importing_to_stores: '', os_glance_failed_import: '' });
    expect((await admin.image.request('GET', `/images/${image_id}/file`)).text).toBe('staged bytes');
    const { tasks } = await settled(
      () => admin.image.tasks.ofImage({ image_id }),
      ({ tasks: [task] }) => task?.status === 'success',
    );
    expect(tasks).toMatchObject([{ type: 'api_image_import', image_id, result: { image_id }, message: 'Copied 0 MiB', deleted: false }]);
    const task = await admin.image.tasks.show({ task_id: tasks[0]?.id ?? '' });
    expect(task).toMatchObject({ status: 'success', input: { image_id, import_req: direct.body }, self: `/v2/tasks/${task.id}` });
    const again = await admin.image.request('POST', `/images/${image_id}/import`, { json: direct.body });
    expect([again.status, again.json.message]).toEqual([409, 'Image with status active cannot be target for import<br /><br />\n\n\n']);
    const copied = await admin.image.request('POST', `/images/${image_id}/import`, { json: { method: { name: 'copy-image' } } });
    expect([copied.status, copied.json.message]).toEqual([400, expect.stringContaining('Image is already present at store')]);
  });

  it('fails where the content is not of the format that the image says', async ({ admin, name, later, settled }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'qcow2', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    await admin.image.imageData.stage({ image_id, body: new Blob(['no qcow2']).stream() });
    await admin.image.imageImport.create({ image_id, body: { method: { name: 'glance-direct' } } });
    const { tasks } = await settled(
      () => admin.image.tasks.ofImage({ image_id }),
      ({ tasks: [task] }) => task?.status === 'failure',
    );
    expect(tasks).toMatchObject([{ message: 'Task failed due to Internal Error', result: null }]);
    expect(await admin.image.images.show({ image_id })).toMatchObject({
      status: 'importing',
      size: 8,
      checksum: null,
      os_glance_importing_to_stores: '',
      os_glance_failed_import: 'store1',
    });
    expect((await admin.image.request('GET', `/images/${image_id}/file`)).status).toBe(204);
    const again = await admin.image.request('PUT', `/images/${image_id}/stage`, { headers: { 'content-type': 'application/octet-stream' }, body: 'x' });
    expect([again.status, again.json.message]).toEqual([409, 'Image status transition from importing to uploading is not allowed<br /><br />\n\n\n']);
  });

  it('is refused in Glance’s words', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    const refused: [body: unknown, status: number, message: string][] = [
      [{}, 400, `Import request requires a 'method' field.`],
      [{ method: {} }, 400, `Import request requires a 'name' field.`],
      [{ method: { name: 'nope' } }, 400, `Unknown import method name 'nope'.`],
      [{ method: { name: 'glance-direct' }, all_stores: 'x' }, 400, `'all_stores' must be boolean value only`],
      [{ method: { name: 'copy-image' } }, 409, 'Only images with status active can be targeted for copying'],
      [{ method: { name: 'web-download' } }, 400, 'URI for web-download does not pass filtering: None'],
      [{ method: { name: 'web-download', uri: 'ftp://x/y' } }, 400, 'URI for web-download does not pass filtering: ftp://x/y'],
    ];
    for (const [json, status, message] of refused) {
      const answer = await admin.image.request('POST', `/images/${image_id}/import`, { json });
      expect([json, answer.status, answer.json.message]).toEqual([json, status, `${message}<br /><br />\n\n\n`]);
    }
  });

  it('leaves tasks that only an admin may see', async ({ admin, member }) => {
    expect(await admin.image.tasks.list({ query: { limit: 0 } })).toEqual({ tasks: [], first: '/v2/tasks?limit=0', schema: '/v2/schemas/tasks' });
    const refused = await member.image.request('GET', '/tasks');
    expect([refused.status, refused.json.message]).toEqual([403, 'You are not authorized to complete tasks_api_access action.<br /><br />\n\n\n']);
    const absent = await admin.image.request('GET', '/tasks/nope');
    expect([absent.status, absent.json.message]).toEqual([404, 'Could not find task nope<br /><br />\n\n\n']);
  });
});
