/** Volumes as requests find them. `cinder/volume/api.py: get` */
import type { Context } from '../core/context.ts';
import { invalidVolume } from './faults.ts';
import { type Volume, noVolume, volumeOf } from './volume-rows.ts';

/** A volume that the caller may see. Throws 404. */
export async function visibleVolume(request: Context, id: string): Promise<Volume> {
  const volume = await volumeOf(request, id);
  if (!request.may('volume:get', { project_id: volume.project_id })) throw noVolume(id);
  return volume;
}

/** The same, and the caller has the right to do what the row says with it. Throws 404, 403. */
export async function volumeFor(request: Context, id: string, rule?: string): Promise<Volume> {
  const volume = await visibleVolume(request, id);
  request.enforce({ project_id: volume.project_id }, rule);
  return volume;
}

/** Throws 400 while its metadata cannot be changed. @param what `Updating` or `Deleting` */
export function refuseBusy({ status }: Volume, what: string): void {
  if (['maintenance', 'uploading'].includes(status)) throw invalidVolume(`${what} volume metadata is not allowed for volumes in ${status} status.`);
}
