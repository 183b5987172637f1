/**
 * Volumes offered to other projects. https://docs.openstack.org/api-ref/block-storage/v3/#volume-transfers-volume-transfers-3-55-or-later
 * Follows `cinder/api/v3/volume_transfer.py`, `cinder/api/contrib/volume_transfer.py` and `cinder/transfer/api.py`.
 */
import { formerVolumeTransfers as formerTable, volumeTransfers as table } from '../../contracts/block-storage/volume-transfers.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { invalidSnapshot, invalidVolume } from './faults.ts';
import { checkQuota, checkVolumeSize } from './quota.ts';
import { links } from './links.ts';
import { snapshots, snapshotsOf } from './snapshot-rows.ts';
import { stored } from './times.ts';
import { isVisible } from './visibility.ts';
import { findTransfers } from './volume-transfer-list.ts';
import { type Transfer, transfers } from './volume-transfer-rows.ts';
import { typeNamed } from './volume-type-rows.ts';
import { type Volume, anyVolume, saveVolume, volumeOf } from './volume-rows.ts';

const paged = { since: '3.59' } as const;

type Listing = Parameters<typeof findTransfers>[1];
const list = async (request: Context & { query: Listing }, pages: boolean) => {
  const { page, transfers_links } = await findTransfers(request, request.query, pages);
  return { transfers: page.map((transfer) => summary(request, transfer)), transfers_links };
};
const listDetail = async (request: Context & { query: Listing }, pages: boolean) => {
  const { page, transfers_links } = await findTransfers(request, request.query, pages);
  return { transfers: page.map((transfer) => view(request, transfer)), transfers_links };
};
const show = async (request: Context & { params: { transfer_id: string } }) => ({
  transfer: view(request, await transferOf(request, request.params.transfer_id)),
});
const remove = async (request: Context & { params: { transfer_id: string } }): Promise<void> => {
  const transfer = await transferOf(request, request.params.transfer_id);
  const volume = await anyVolume(request, transfer.volume_id);
  request.enforce({ project_id: volume.project_id });
  await saveVolume(request, { ...volume, status: 'available' });
  await request.rows.remove(transfers, transfer.id);
};

export const volumeTransferHandlers = implement(table, {
  list: (request) => list(request, within(request.version, paged)),
  listDetail: (request) => listDetail(request, within(request.version, paged)),
  create: (request) => create(request, request.body.transfer),
  show,
  accept: (request) => accept(request, request.params.transfer_id, request.body.accept.auth_key),
  delete: remove,
});
export const formerVolumeTransferHandlers = implement(formerTable, {
  list: (request) => list(request, false),
  listDetail: (request) => listDetail(request, false),
  create: (request) => create(request, request.body.transfer),
  show,
  accept: (request) => accept(request, request.params.transfer_id, request.body.accept.auth_key),
  delete: remove,
});

const absent = (id: string): Error => notFound(`Transfer ${id} could not be found.`);
async function transferOf({ rows, caller }: Context, id: string): Promise<Transfer> {
  const transfer = await rows.get(transfers, id);
  if (!transfer || !isVisible(caller, { project_id: transfer.source_project_id })) throw absent(id);
  return transfer;
}

interface Offer {
  volume_id: string;
  name?: string | null | undefined;
  no_snapshots?: boolean | undefined;
}
async function create(request: Context, { volume_id, name, no_snapshots = false }: Offer) {
  const volume = await volumeOf(request, volume_id);
  request.enforce({ project_id: volume.project_id });
  if (volume.status !== 'available') throw invalidVolume('status must be available');
  checkEncryption(request, volume, no_snapshots);
  for (const { id, status } of no_snapshots ? [] : await snapshotsOf(request, volume_id))
    if (status !== 'available') throw invalidSnapshot(`snapshot: ${id} status must be available`);
  const auth_key = Buffer.from(request.world.ids.bytes(8)).toString('hex');
  const transfer = await request.rows.insert(transfers, {
    id: request.world.ids.uuid(),
    volume_id,
    name: name?.trim() ?? null,
    auth_key,
    no_snapshots,
    source_project_id: volume.project_id,
    created_at: request.now,
    updated_at: null,
  });
  await saveVolume(request, { ...volume, status: 'awaiting-transfer' });
  return { transfer: { ...view(request, transfer), auth_key } };
}
function checkEncryption({ version }: Context, { encryption_key_id }: Volume, withoutSnapshots: boolean): void {
  if (encryption_key_id === null) return;
  if (!within(version, { since: '3.70' })) throw invalidVolume('transferring encrypted volume is not supported');
  if (withoutSnapshots) throw invalidVolume('transferring an encrypted volume without its snapshots is not supported');
}

/** Throws 400 for another key, 413 where the quota does not hold it. */
async function accept(request: Context, id: string, key: string | number) {
  const { rows, caller, now } = request;
  const transfer = await rows.get(transfers, id);
  if (!transfer) throw absent(id);
  if (String(key) !== transfer.auth_key) throw badRequest(`Invalid auth key: Attempt to transfer ${id} with invalid auth key.`);
  const volume = await anyVolume(request, transfer.volume_id);
  const project_id = caller.project_id ?? '';
  const taken = transfer.no_snapshots ? [] : await snapshotsOf(request, volume.id);
  const type = await typeNamed(request, volume.volume_type_id);
  await checkVolumeSize(request, project_id, volume.size);
  await checkQuota(request, project_id, type, { volumes: 1, gigabytes: volume.size });
  if (taken.length) await checkQuota(request, project_id, type, { snapshots: taken.length, gigabytes: volume.size * (1 + taken.length) });
  const { user_id } = caller;
  for (const snapshot of taken) await rows.update(snapshots, { ...snapshot, project_id, user_id, updated_at: now });
  await saveVolume(request, { ...volume, project_id, user_id, status: 'available' });
  await rows.remove(transfers, id);
  return { transfer: summary(request, transfer) };
}

const summary = (request: Context, { id, volume_id, name }: Transfer) => ({ id, volume_id, name, links: links(request, 'os-volume-transfer', id) });
const view = (request: Context, transfer: Transfer) => ({
  ...summary(request, transfer),
  created_at: stored(transfer.created_at),
  no_snapshots: transfer.no_snapshots,
  // an accepted transfer is not found any more
  destination_project_id: null,
  source_project_id: transfer.source_project_id,
  accepted: false,
});
