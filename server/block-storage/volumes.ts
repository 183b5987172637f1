/**
 * Volumes. https://docs.openstack.org/api-ref/block-storage/v3/#volumes-volumes
 * Follows `cinder/api/v3/volumes.py` and `cinder/volume/api.py`.
 */
import type { z } from 'zod';
import { volumes as table } from '../../contracts/block-storage/volumes.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { removeVolume } from './volume-delete.ts';
import { findVolumes } from './volume-list.ts';
import { createVolume } from './volume-create.ts';
import { fullView, fullViews, plainView, summary } from './volume-views.ts';
import { type Volume, noVolume, saveVolume, volumeOf } from './volume-rows.ts';

/** A volume that the caller may see. Throws 404. */
export async function visibleVolume(request: Context, id: string): Promise<Volume> {
  const volume = await volumeOf(request, id);
  if (!request.may('volume:get', { project_id: volume.project_id })) throw noVolume(id);
  return volume;
}

export const volumeHandlers = implement(table, {
  list: async (request) => {
    request.enforce();
    const { page, ...rest } = await findVolumes(request, request.query, 'volumes');
    return { volumes: page.map((volume) => summary(request, volume)), ...rest };
  },
  listDetail: async (request) => {
    request.enforce();
    const { page, ...rest } = await findVolumes(request, request.query, 'volumes/detail');
    return { volumes: await fullViews(request, page), ...rest };
  },
  create: async (request) => ({ volume: await plainView(request, await createVolume(request, request.body.volume), true) }),
  show: async (request) => {
    const volume = await visibleVolume(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id });
    return { volume: await fullView(request, volume) };
  },
  update: async (request) => {
    const volume = await visibleVolume(request, request.params.volume_id);
    request.enforce({ project_id: volume.project_id });
    if (volume.status === 'maintenance') throw badRequest('Invalid volume: The volume cannot be updated during maintenance.');
    Object.assign(volume, changed(request.body.volume));
    await saveVolume(request, volume);
    return { volume: await plainView(request, volume) };
  },
  delete: async (request) => {
    const volume = await visibleVolume(request, request.params.volume_id);
    const { cascade, force } = request.query;
    const forced = flag('force', force);
    if (forced) request.enforce({ project_id: volume.project_id }, 'volume:force_delete');
    request.enforce({ project_id: volume.project_id });
    await removeVolume(request, volume, { cascade: flag('cascade', cascade), force: forced, admin: request.caller.roles.has('admin') });
  },
});

/** A boolean of a query. `cinder/utils.py: get_bool_param` */
export function flag(name: string, value: string | undefined): boolean {
  if (value === undefined) return false;
  const meant = boolFromString(value);
  if (meant === undefined) throw badRequest(`Invalid parameter: Value '${value}' for '${name}' is not a boolean.`);
  return meant;
}

type Update = z.output<typeof table.update.body>['volume'];
const trimmed = (value: string | null): string | null => value && value.trim();
/** The former names are as good. */
function changed({ name, display_name, description, display_description, metadata }: Update): Partial<Volume> {
  const title = name === undefined ? display_name : name;
  const about = description === undefined ? display_description : description;
  return {
    ...(title !== undefined && { name: trimmed(title) }),
    ...(about !== undefined && { description: trimmed(about) }),
    ...(metadata !== undefined && { metadata }),
  };
}
