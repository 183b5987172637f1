/** A snapshot as a URL names it. `cinder/db/api.py: _snapshot_get` */
import type { Context } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Snapshot, snapshots } from './snapshot-rows.ts';
import { isVisible } from './visibility.ts';

/** Of the caller's project, or any for an admin. Throws 404. */
export async function snapshotOf({ rows, caller }: Pick<Context, 'rows' | 'caller'>, id: string): Promise<Snapshot> {
  const snapshot = await rows.get(snapshots, id);
  if (!snapshot || !isVisible(caller, snapshot)) throw notFound(`Snapshot ${id} could not be found.`);
  return snapshot;
}
/** The same, if the caller may do that to it. @param rule the row's unless given; throws 404, 403 */
export async function snapshotFor(request: Context, id: string, rule?: string): Promise<Snapshot> {
  const snapshot = await snapshotOf(request, id);
  request.enforce({ project_id: snapshot.project_id }, rule);
  return snapshot;
}
