import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { newVolume, refused } from '../../test/contract/volumes.ts';

type Who = 'admin' | 'member' | 'onlooker';
/** Upstream's rule; a request; who may and who may not. Each case begins with the volume available. The refused one asks first. */
type Case = [rule: string, request: string, body: object | undefined, allowed: Who, refused: Who];

const SERVER = '11111111-2222-4333-8444-555555555555';
const ACTION = 'POST /volumes/{volume}/action';
const actions = 'volume_extension:volume_actions';
const operators = 'volume_extension:volume_admin_actions';
const cases: Case[] = [
  ['volume:create', 'POST /volumes', { volume: { size: 1 } }, 'member', 'onlooker'],
  ['volume:create_from_image', 'POST /volumes', { volume: { size: 1, imageRef: '{image}' } }, 'member', 'onlooker'],
  ['volume:update', 'PUT /volumes/{volume}', { volume: { description: 'x' } }, 'member', 'onlooker'],
  ['volume:create_volume_metadata', 'POST /volumes/{volume}/metadata', { metadata: { a: 'b' } }, 'member', 'onlooker'],
  ['volume:update_volume_metadata', 'PUT /volumes/{volume}/metadata/a', { meta: { a: 'c' } }, 'member', 'onlooker'],
  ['volume:update_volume_metadata', 'PUT /volumes/{volume}/metadata', { metadata: { a: 'd' } }, 'member', 'onlooker'],
  ['volume:delete_volume_metadata', 'DELETE /volumes/{volume}/metadata/a', undefined, 'member', 'onlooker'],
  [`${actions}:reserve`, ACTION, { 'os-reserve': null }, 'member', 'onlooker'],
  [`${actions}:unreserve`, ACTION, { 'os-unreserve': null }, 'member', 'onlooker'],
  [`${actions}:attach`, ACTION, { 'os-attach': { instance_uuid: SERVER, mountpoint: '/dev/vdb' } }, 'member', 'onlooker'],
  [`${actions}:begin_detaching`, ACTION, { 'os-begin_detaching': null }, 'member', 'onlooker'],
  [`${actions}:roll_detaching`, ACTION, { 'os-roll_detaching': null }, 'member', 'onlooker'],
  [`${actions}:detach`, ACTION, { 'os-detach': {} }, 'member', 'onlooker'],
  [`${actions}:initialize_connection`, ACTION, { 'os-initialize_connection': { connector: {} } }, 'member', 'onlooker'],
  [`${actions}:terminate_connection`, ACTION, { 'os-terminate_connection': { connector: {} } }, 'member', 'onlooker'],
  ['volume_extension:volume_image_metadata:set', ACTION, { 'os-set_image_metadata': { metadata: { a: 'b' } } }, 'member', 'onlooker'],
  ['volume_extension:volume_image_metadata:remove', ACTION, { 'os-unset_image_metadata': { key: 'a' } }, 'member', 'onlooker'],
  ['volume:update_readonly_flag', ACTION, { 'os-update_readonly_flag': { readonly: false } }, 'member', 'onlooker'],
  ['volume:update', ACTION, { 'os-set_bootable': { bootable: true } }, 'member', 'onlooker'],
  [`${operators}:reset_status`, ACTION, { 'os-reset_status': { status: 'available' } }, 'admin', 'member'],
  [`${operators}:force_detach`, ACTION, { 'os-force_detach': {} }, 'admin', 'member'],
  ['volume:extend', ACTION, { 'os-extend': { new_size: 2 } }, 'member', 'onlooker'],
];
/** Where only the refusal tells anything: what follows would fail for other reasons, or ends the volume. */
const refusals: [rule: string, request: string, body: object | undefined, refused: Who][] = [
  ['volume:retype', ACTION, { 'os-retype': { new_type: '__DEFAULT__' } }, 'onlooker'],
  [`${actions}:upload_image`, ACTION, { 'os-volume_upload_image': { image_name: 'x' } }, 'onlooker'],
  [`${actions}:upload_public`, ACTION, { 'os-volume_upload_image': { image_name: 'x', visibility: 'public' } }, 'member'],
  [`${operators}:migrate_volume`, ACTION, { 'os-migrate_volume': { host: 'x' } }, 'member'],
  [`${operators}:migrate_volume_completion`, ACTION, { 'os-migrate_volume_completion': { new_volume: SERVER } }, 'member'],
  [`${operators}:extend_volume_completion`, ACTION, { 'os-extend_volume_completion': {} }, 'member'],
  [`${operators}:force_delete`, ACTION, { 'os-force_delete': null }, 'member'],
  ['volume_extension:volume_unmanage', ACTION, { 'os-unmanage': null }, 'member'],
  ['volume:reimage', ACTION, { 'os-reimage': { image_id: '{image}' } }, 'onlooker'],
  ['volume:attachment_create', 'POST /attachments', { attachment: { volume_uuid: '{volume}' } }, 'onlooker'],
  ['volume:force_delete', 'DELETE /volumes/{volume}?force=true', undefined, 'member'],
  ['volume:delete', 'DELETE /volumes/{volume}', undefined, 'onlooker'],
];

contract('rights on volumes', { needs: ['admin', 'image', 'block storage'] }, (it) => {
  it("are upstream's", async (stage) => {
    const { id: volume } = await newVolume(stage, { size: 1 });
    const image = (await stage.member.image.request('GET', '/images?status=active&limit=1')).json.images[0].id as string;
    const fill = (pattern: string): string => pattern.replaceAll('{volume}', volume).replaceAll('{image}', image);
    const ask = async (who: Who, request: string, body: object | undefined) => {
      const [method = '', path = ''] = fill(request).split(' ');
      return stage[who]['block-storage'].at('3.71').request(method, path, body && { json: JSON.parse(fill(JSON.stringify(body))) as unknown });
    };
    const wrong: unknown[] = [];
    const refuse = async (rule: string, request: string, body: object | undefined, who: Who): Promise<void> => {
      const [status, message] = refused(await ask(who, request, body));
      if (status !== 403 || message !== `Policy doesn't allow ${rule} to be performed.`) wrong.push([rule, who, status, message]);
    };
    for (const [rule, request, body, by] of refusals) await refuse(rule, request, body, by);
    for (const [rule, request, body, allowed, by] of cases) {
      await refuse(rule, request, body, by);
      const answer = await ask(allowed, request, body);
      if (answer.status >= 300) wrong.push([rule, allowed, answer.status, answer.text]);
      const made = request === 'POST /volumes' ? (answer.json?.volume?.id as string | undefined) : undefined;
      if (made !== undefined) stage.later(() => stage.admin['block-storage'].request('POST', `/volumes/${made}/action`, { json: { 'os-force_delete': null } }));
    }
    expect(wrong).toEqual([]);
  });

  it('let readers of the project see them', async (stage) => {
    const { id: volume_id } = await newVolume(stage, { size: 1, metadata: { a: 'b' } });
    const { volumes, volumeMetadata, volumeEncryption } = stage.onlooker['block-storage'];
    expect((await volumes.list()).volumes.map(({ id }) => id)).toContain(volume_id);
    expect((await volumeMetadata.show({ volume_id, key: 'a' })).meta).toEqual({ a: 'b' });
    expect(await volumeEncryption.show({ volume_id })).toEqual({ encryption_key_id: null });
  });
});
