/** Which volume types a caller may use. `cinder/db/api.py: _volume_type_get_query` */
import type { Context } from '../core/context.ts';
import { type VolumeType, noType, noTypeWithName, typeMeant } from './volume-type-rows.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';

/** Public, its project's, or any for an admin. */
export const maySeeType = ({ caller }: Pick<Context, 'caller'>, { is_public, projects }: VolumeType): boolean =>
  is_public || caller.roles.has('admin') || projects.includes(caller.project_id ?? '');

/** By id or name. Throws Cinder's 404, which differs for the two. */
export async function typeForCaller(request: Pick<Context, 'rows' | 'caller'>, named: string): Promise<VolumeType> {
  const type = await typeMeant(request, named);
  if (type && maySeeType(request, type)) return type;
  throw isUuidLike(named) ? noType(named) : noTypeWithName(named);
}
