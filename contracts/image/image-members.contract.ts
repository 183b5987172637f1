import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

/** An image of the admin's project, and the project of the member. */
async function shared({ admin, member, name, later }: Stage, visibility = 'shared') {
  const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), visibility: visibility as 'shared' } });
  later(() => admin.image.images.delete({ image_id }));
  const member_id = (await member.whoami()).project?.id ?? '';
  return { image_id, member_id };
}
const listed = async ({ member }: Stage, image_id: string, query: Record<string, string> = {}) =>
  (await member.image.images.list({ query: { ...query, visibility: 'shared', limit: 1000 } as never })).images.some(({ id }) => id === image_id);

contract('members of images', { needs: ['admin'] }, (it) => {
  it('see a shared image, and have it in lists once they accept', async (stage) => {
    const { admin, member } = stage;
    const { image_id, member_id } = await shared(stage);
    expect((await member.image.request('GET', `/images/${image_id}`)).status).toBe(404);
    const offered = await admin.image.imageMembers.create({ image_id, body: { member: member_id } });
    expect(offered).toMatchObject({ member_id, image_id, status: 'pending', schema: '/v2/schemas/member' });
    expect((await member.image.images.show({ image_id })).id).toBe(image_id);
    expect(await listed(stage, image_id)).toBe(false);
    expect(await listed(stage, image_id, { member_status: 'pending' })).toBe(true);
    const accepted = await member.image.imageMembers.update({ image_id, member_id, body: { status: 'accepted' } });
    expect(accepted.status).toBe('accepted');
    expect(await listed(stage, image_id)).toBe(true);
    await member.image.imageMembers.update({ image_id, member_id, body: { status: 'rejected' } });
    expect(await listed(stage, image_id)).toBe(false);
    expect(await listed(stage, image_id, { member_status: 'all' })).toBe(true);
    await admin.image.imageMembers.delete({ image_id, member_id });
    expect((await member.image.request('GET', `/images/${image_id}`)).status).toBe(404);
  });

  it('are listed and shown to the owner and to themselves', async (stage) => {
    const { admin, member } = stage;
    const { image_id, member_id } = await shared(stage);
    await admin.image.imageMembers.create({ image_id, body: { member: member_id } });
    await admin.image.imageMembers.create({ image_id, body: { member: 'somebody' } });
    expect((await admin.image.imageMembers.list({ image_id })).members.map((one) => one.member_id).toSorted()).toEqual([member_id, 'somebody'].toSorted());
    expect((await member.image.imageMembers.list({ image_id })).members.map((one) => one.member_id)).toEqual([member_id]);
    expect((await member.image.imageMembers.show({ image_id, member_id })).status).toBe('pending');
    const other = await member.image.request('GET', `/images/${image_id}/members/somebody`);
    expect([other.status, other.json.message]).toEqual([404, `somebody not found in the member list of the image ${image_id}.<br /><br />\n\n\n`]);
  });

  it('are refused where they make no sense', async (stage) => {
    const { admin, member } = stage;
    const { image_id, member_id } = await shared(stage);
    const path = `/images/${image_id}/members`;
    const said = async (method: string, suffix: string, json: unknown, who = admin) => {
      const answer = await who.image.request(method, path + suffix, { json });
      return [answer.status, answer.json.message.replace('<br /><br />\n\n\n', '')];
    };
    expect(await said('POST', '', {})).toEqual([400, 'Member to be added not specified']);
    expect(await said('POST', '', { member: '' })).toEqual([400, `Member can't be empty`]);
    expect(await said('POST', '', [])).toEqual([400, 'Expected a member in the form: {"member": "image_id"}']);
    await admin.image.imageMembers.create({ image_id, body: { member: member_id } });
    expect(await said('POST', '', { member: member_id })).toEqual([409, `Member ${member_id} is duplicated for image ${image_id}`]);
    expect(await said('PUT', `/${member_id}`, {}, member)).toEqual([400, 'Status not specified']);
    expect(await said('PUT', `/${member_id}`, { status: 'maybe' }, member)).toEqual([
      400,
      'Incorrect request: Status must be "pending", "accepted" or "rejected".',
    ]);
    expect(await said('DELETE', '/nobody', undefined)).toEqual([404, `nobody not found in the member list of the image ${image_id}.`]);
    expect(await said('POST', '', { member: 'x' }, member)).toEqual([403, 'You are not authorized to complete add_member action.']);
    await admin.image.images.update({ image_id, body: [{ op: 'replace', path: '/visibility', value: 'private' }] });
    expect(await said('POST', '', { member: 'x' })).toEqual([403, `Not allowed to create members for image ${image_id}.`]);
    expect(await said('GET', '', undefined)).toEqual([403, `Not allowed to list members for image ${image_id}: Only shared images have members.`]);
  });
});
