/** The types of volumes that name none. `cinder/db/models.py: DefaultVolumeTypes`, `cinder/volume/volume_types.py: get_default_volume_type` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { DEFAULT_TYPE, type VolumeType, defaultType, volumeTypes } from './volume-type-rows.ts';

/** The id is the project's. */
export interface ProjectDefault {
  id: string;
  volume_type_id: string;
}
export const projectDefaults = collection<ProjectDefault>('blockstorage_defaults', { volume_type_id: 'text' });

/** A project's own, else everybody's. */
export async function projectDefault(scope: Scope, projectId: string): Promise<VolumeType> {
  const own = await scope.rows.get(projectDefaults, projectId);
  return (own && (await scope.rows.get(volumeTypes, own.volume_type_id))) ?? defaultType(scope);
}
/** A project's, or everybody's. */
export const isDefault = async ({ rows }: Pick<Scope, 'rows'>, { id, name }: VolumeType): Promise<boolean> =>
  name === DEFAULT_TYPE || (await rows.count(projectDefaults, { volume_type_id: id })) > 0;
