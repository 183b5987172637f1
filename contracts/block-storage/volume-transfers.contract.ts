import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { volumeOf } from '../../test/contract/storage.ts';

contract('volume transfers', { needs: ['block storage'] }, (it) => {
  it('hand a volume over', async (company) => {
    const { admin, member, name } = company;
    const volume_id = await volumeOf(company, 'admin');
    const offering = admin['block-storage'].at('3.71').volumeTransfers;
    const title = name('transfer');
    const { transfer } = await offering.create({ body: { transfer: { volume_id, name: title } } });
    const transfer_id = transfer.id;
    expect(transfer).toMatchObject({ volume_id, name: title, no_snapshots: false, accepted: false, destination_project_id: null });
    expect((await admin['block-storage'].volumes.show({ volume_id })).volume.status).toBe('awaiting-transfer');
    expect((await offering.show({ transfer_id })).transfer).toMatchObject({ id: transfer_id, name: title });
    expect((await offering.list({ query: { name: title } })).transfers.map(({ id }) => id)).toEqual([transfer_id]);
    expect((await member['block-storage'].request('GET', `/os-volume-transfer/${transfer_id}`)).status).toBe(404);
    const taking = member['block-storage'].at('3.71');
    const wrong = await taking.request('POST', `/volume-transfers/${transfer_id}/accept`, { json: { accept: { auth_key: 'x' } } });
    expect(wrong.json.badRequest.message).toBe(`Invalid auth key: Attempt to transfer ${transfer_id} with invalid auth key.`);
    const accepted = await taking.volumeTransfers.accept({ transfer_id, body: { accept: { auth_key: transfer.auth_key } } });
    expect(accepted.transfer).toMatchObject({ id: transfer_id, volume_id, name: title });
    expect((await taking.volumes.show({ volume_id })).volume.status).toBe('available');
    expect((await admin['block-storage'].at('3.71').request('GET', `/volume-transfers/${transfer_id}`)).status).toBe(404);
  });

  it('are withdrawn, under their former name too', async (company) => {
    const { member } = company;
    const volume_id = await volumeOf(company);
    const { formerVolumeTransfers, volumes } = member['block-storage'];
    const { transfer } = await formerVolumeTransfers.create({ body: { transfer: { volume_id } } });
    const again = await member['block-storage'].request('POST', '/os-volume-transfer', { json: { transfer: { volume_id } } });
    expect(again.json.badRequest.message).toBe('Invalid volume: status must be available');
    expect((await formerVolumeTransfers.listDetail()).transfers.map(({ id }) => id)).toContain(transfer.id);
    await formerVolumeTransfers.delete({ transfer_id: transfer.id });
    expect((await volumes.show({ volume_id })).volume.status).toBe('available');
    const gone = await member['block-storage'].request('DELETE', `/os-volume-transfer/${transfer.id}`);
    expect(gone.json.itemNotFound.message).toBe(`Transfer ${transfer.id} could not be found.`);
  });
});
