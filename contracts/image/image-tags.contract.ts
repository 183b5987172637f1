import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('tags of images', { needs: ['admin'] }, (it) => {
  it('are added once and removed once', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image') } });
    later(() => admin.image.images.delete({ image_id }));
    await admin.image.imageTags.add({ image_id, tag_value: 'a b' });
    await admin.image.imageTags.add({ image_id, tag_value: 'plain' });
    await admin.image.imageTags.add({ image_id, tag_value: 'plain' });
    expect((await admin.image.images.show({ image_id })).tags.toSorted()).toEqual(['a b', 'plain']);
    await admin.image.imageTags.delete({ image_id, tag_value: 'plain' });
    const again = await admin.image.request('DELETE', `/images/${image_id}/tags/plain`);
    expect([again.status, again.json.message]).toEqual([404, 'The resource could not be found.<br /><br />\n\n\n']);
    const long = await admin.image.request('PUT', `/images/${image_id}/tags/${'x'.repeat(256)}`);
    expect([long.status, long.json.message]).toEqual([400, expect.stringContaining(`schema['properties']['tags']['items']`)]);
  });

  it('are for who may change the image', async ({ admin, member, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), visibility: 'private' } });
    later(() => admin.image.images.delete({ image_id }));
    const hidden = await member.image.request('PUT', `/images/${image_id}/tags/x`);
    expect([hidden.status, hidden.json.message]).toEqual([404, `Image ${image_id} not found.<br /><br />\n\n\n`]);
    await admin.image.images.update({ image_id, body: [{ op: 'replace', path: '/visibility', value: 'public' }] });
    const refused = await member.image.request('PUT', `/images/${image_id}/tags/x`);
    expect([refused.status, refused.json.message]).toEqual([403, 'You are not authorized to complete modify_image action.<br /><br />\n\n\n']);
  });
});
