import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('locations of images', { needs: ['admin'] }, (it) => {
  it('are where the store keeps the content', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    expect(await admin.image.locations.list({ image_id })).toEqual([]);
    await admin.image.imageData.upload({ image_id, body: new Blob(['here']).stream() });
    expect(await admin.image.locations.list({ image_id })).toEqual([
      { url: expect.stringMatching(new RegExp(`^file:///.*/${image_id}$`)), metadata: { store: 'store1' } },
    ]);
    const late = await admin.image.request('POST', `/images/${image_id}/locations`, { json: { url: 'http://127.0.0.1/x' } });
    expect([late.status, late.json.message]).toEqual([409, `It's not allowed to add locations if image status is active.<br /><br />\n\n\n`]);
  });

  it('are added by other services only', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id }));
    for (const [body, status, message] of [
      [{ url: 'http://127.0.0.1/x' }, 403, /^http store must be enabled to use location API by normal user\./],
      [{}, 400, /'url' is a required property\n\nFailed validating 'required' in schema\['properties'\]\['add_location'\]/],
      [{ url: 'x', validation_data: { os_hash_algo: 'md5' } }, 400, /'os_hash_value' is a dependency of 'os_hash_algo'/],
      [{ url: 'x', validation_data: { os_hash_algo: 'crc', os_hash_value: '1' } }, 400, /'crc' is not one of \['sha1', 'sha256', 'sha512', 'md5'\]/],
    ] as const) {
      const answer = await admin.image.request('POST', `/images/${image_id}/locations`, { json: body });
      expect([answer.status, answer.json.message]).toEqual([status, expect.stringMatching(message)]);
    }
    const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch' };
    const location = { url: 'http://127.0.0.1/x', metadata: {} };
    for (const [change, message] of [
      [{ op: 'add', path: '/locations/-', value: location }, `It's not allowed to add locations if locations are invisible.<br /><br />\n\n\n`],
      [{ op: 'replace', path: '/locations', value: [location] }, `It's not allowed to update locations if locations are invisible.<br /><br />\n\n\n`],
      [{ op: 'replace', path: '/locations', value: [] }, 'Access was denied to this resource.<br /><br />\nCannot set locations to empty list.\n\n'],
      [{ op: 'remove', path: '/locations/0' }, `It's not allowed to remove locations if locations are invisible.<br /><br />\n\n\n`],
    ] as const) {
      const answer = await admin.image.request('PATCH', `/images/${image_id}`, { headers, body: JSON.stringify([change]) });
      expect([change, answer.status, answer.json.message]).toEqual([change, 403, message]);
    }
  });
});
