import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('actions on images', { needs: ['admin'] }, (it) => {
  it('deactivate and reactivate an active image, twice as well as once', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    const early = await admin.image.request('POST', `/images/${image_id}/actions/deactivate`);
    expect([early.status, early.json.message]).toEqual([403, `Not allowed to deactivate image in status 'queued'<br /><br />\n\n\n`]);
    await admin.image.imageData.upload({ image_id, body: new Blob(['x']).stream() });
    for (const [action, status] of [
      ['deactivate', 'deactivated'],
      ['deactivate', 'deactivated'],
      ['reactivate', 'active'],
      ['reactivate', 'active'],
    ] as const) {
      expect((await admin.image.request('POST', `/images/${image_id}/actions/${action}`)).status).toBe(204);
      expect((await admin.image.images.show({ image_id })).status).toBe(status);
    }
  });

  it('are refused to others', async ({ admin, member, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), visibility: 'public' } });
    later(() => admin.image.images.delete({ image_id }));
    const refused = await member.image.request('POST', `/images/${image_id}/actions/deactivate`);
    expect([refused.status, refused.json.message]).toEqual([403, 'You are not authorized to complete deactivate action.<br /><br />\n\n\n']);
  });
});
