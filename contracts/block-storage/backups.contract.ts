import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { volumeOf } from '../../test/contract/storage.ts';

const missing = '00000000-0000-4000-8000-000000000000';

contract('backups', { needs: ['admin', 'block storage'] }, (it) => {
  it('are listed, and looked for', async ({ admin, member }) => {
    const storage = member['block-storage'].at('3.45');
    expect(await storage.backups.list({ query: { with_count: 'true' } })).toEqual({ backups: [], count: 0 });
    const shown = await storage.request('GET', `/backups/${missing}`);
    expect([shown.status, shown.json.itemNotFound.message]).toEqual([404, `Backup ${missing} could not be found.`]);
    const made = await storage.request('POST', '/backups', { json: { backup: { volume_id: missing } } });
    expect(made.json.itemNotFound.message).toBe(`Volume ${missing} could not be found.`);
    const record = { 'backup-record': { backup_service: 'nope', backup_url: 'e30=' } };
    const imported = await admin['block-storage'].request('POST', '/backups/import_record', { json: record });
    expect([imported.status, imported.json.serviceUnavailable.message]).toEqual([503, 'Service nope could not be found.']);
  });

  it.emulatorOnly('a cloud without a backup service keeps them for ever', 'fail where no service makes them', async (company) => {
    const { backups } = company.member['block-storage'].at('3.71');
    const volume_id = await volumeOf(company);
    const { backup } = await backups.create({ body: { backup: { volume_id, name: 'one', metadata: { a: 'b' } } } });
    const backup_id = backup.id;
    const failed = { status: 'error', fail_reason: 'Service not found for creating backup.', size: 1, volume_id, metadata: { a: 'b' } };
    expect((await backups.show({ backup_id })).backup).toMatchObject(failed);
    expect((await backups.update({ backup_id, body: { backup: { name: 'two' } } })).backup.name).toBe('two');
    expect((await backups.listDetail({ query: { name: 'two' } })).backups).toMatchObject([failed]);
    const storage = company.member['block-storage'].at('3.71');
    const restored = await storage.request('POST', `/backups/${backup_id}/restore`, { json: { restore: {} } });
    expect(restored.json.badRequest.message).toBe('Invalid backup: Backup status must be available');
    const removed = await storage.request('DELETE', `/backups/${backup_id}`);
    expect([removed.status, removed.json.itemNotFound.message]).toEqual([404, 'Service cinder-backup could not be found.']);
  });
});
