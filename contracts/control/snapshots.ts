/** States of a world to come back to. */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { Instant, SnapshotName } from './names.ts';

const Snapshot = z.object({ name: SnapshotName, created_at: Instant });

export const snapshots = resource({
  list: get('/worlds/{world}/snapshots', { status: 200, returns: z.object({ snapshots: z.array(Snapshot) }), errors: [404] }),
  create: post('/worlds/{world}/snapshots', { body: z.strictObject({ name: SnapshotName }), status: 201, returns: Snapshot, errors: [400, 404, 409] }),
  /** Rows, image content, time and ids are again what they were. */
  restore: post('/worlds/{world}/snapshots/{snapshot}/restore', { status: 204, errors: [404] }),
  delete: del('/worlds/{world}/snapshots/{snapshot}', { status: 204, errors: [404] }),
});
