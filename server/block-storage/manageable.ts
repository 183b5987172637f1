/**
 * What the backend has and Cinder does not know: not emulated but for what is refused. https://docs.openstack.org/api-ref/block-storage/v3/#volume-manage-extension-manageable-volumes
 * Follows `cinder/api/contrib/volume_manage.py`, `snapshot_manage.py` and `resource_common_manage.py`.
 */
import { manageableSnapshots as snapshotTable, manageableVolumes as table } from '../../contracts/block-storage/manageable.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notImplemented } from '../core/errors.ts';
import { invalidVolumeType } from './faults.ts';
import { type Paging, pageOf } from './paging.ts';
import { type Place, checkPlace } from './places.ts';
import { noService, volumeServicesOn } from './service-rows.ts';
import { typeForCaller } from './volume-type-access.ts';
import { volumeOf } from './volume-rows.ts';

const listed = async (request: Context & { query: Paging & Place }): Promise<never> => {
  const { host, sort, sort_key = 'reference', sort_dir = 'asc', ...rest } = request.query;
  checkPlace(request, request.query, '3.17');
  pageOf(rest, ['created_at']);
  const order = sort === undefined ? [[sort_key, sort_dir]] : sort.split(',').map((entry) => entry.split(':'));
  const keys = order.map(([key = '']) => key.trim()).filter((key) => !['reference', 'size'].includes(key));
  if (keys.length) throw badRequest(`Invalid sort keys passed: ${keys.join(', ')}`);
  const ways = order.map(([, way = 'asc']) => way.trim()).filter((way) => !['asc', 'desc'].includes(way));
  if (ways.length) throw badRequest(`Invalid sort dirs passed: ${ways.join(', ')}`);
  if (!(await volumeServicesOn(request, host)).length) throw noService('cinder-volume', host);
  throw notImplemented('cinder: what a storage backend has besides is not emulated.');
};
const managed = async (request: Context & { body: { volume: Place & { volume_type?: string | null | undefined } } }): Promise<never> => {
  const { volume } = request.body;
  const { host } = volume;
  checkPlace(request, volume, '3.16');
  if (volume.volume_type) {
    const refusal = invalidVolumeType(`Cannot find requested '${volume.volume_type}' volume type`);
    await typeForCaller(request, volume.volume_type).catch(() => Promise.reject(refusal));
  }
  if (!(await volumeServicesOn(request, host)).length) throw badRequest(host ? `Host '${host}' not found` : `Cluster '${volume.cluster}' not found`);
  throw notImplemented('cinder: what a storage backend has besides is not emulated.');
};
const managedSnapshot = async (request: Context & { body: { snapshot: { volume_id: string } } }): Promise<never> => {
  request.enforce({ project_id: (await volumeOf(request, request.body.snapshot.volume_id)).project_id });
  throw notImplemented('cinder: what a storage backend has besides is not emulated.');
};

export const manageableVolumeHandlers = implement(table, {
  list: listed,
  listDetail: listed,
  manage: managed,
  formerList: listed,
  formerListDetail: listed,
  formerManage: managed,
});
export const manageableSnapshotHandlers = implement(snapshotTable, {
  list: listed,
  listDetail: listed,
  manage: managedSnapshot,
  formerList: listed,
  formerListDetail: listed,
  formerManage: managedSnapshot,
});
