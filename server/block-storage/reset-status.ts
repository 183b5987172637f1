/** An admin says what a volume is. `cinder/api/contrib/admin_actions.py: _reset_status` */
import { badRequest } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { attachments, attachmentsOf } from './attachment-rows.ts';
import { saveDetached } from './attachment-changes.ts';
import { type Volume, saveVolume } from './volume-rows.ts';

interface Wanted {
  status?: string | null | undefined;
  attach_status?: string | null | undefined;
  migration_status?: string | null | undefined;
}
/** What is said to be detached loses its attachments. Throws 400. */
export async function resetStatus(scope: Scope, volume: Volume, wanted: Wanted): Promise<void> {
  const status = wanted.status?.toLowerCase();
  const attach_status = wanted.attach_status?.toLowerCase();
  const migration_status = wanted.migration_status?.toLowerCase();
  if (status === 'deleting') throw badRequest(`Cannot reset-state to ${status}`);
  const attached = await attachmentsOf(scope, volume.id);
  if (status === 'in-use' && !attached.length) throw badRequest('Cannot reset-state to in-use because volume does not have any attachments.');
  const changed: Volume = {
    ...volume,
    ...(status && { status }),
    ...(attach_status && { attach_status }),
    ...(migration_status && { migration_status: migration_status === 'none' ? null : migration_status }),
  };
  if (attach_status !== 'detached' || !attached.length) {
    await saveVolume(scope, changed);
    return;
  }
  for (const { id } of attached) await scope.rows.remove(attachments, id);
  await saveDetached(scope, changed);
}
