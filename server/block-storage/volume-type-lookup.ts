/** A volume type as a URL names it. `cinder/db/api.py: _volume_type_get_db_object` */
import type { Context } from '../core/context.ts';
import { maySeeType } from './volume-type-access.ts';
import { type VolumeType, noType, volumeTypes } from './volume-type-rows.ts';

/** By its id alone, where the caller may see it. Throws 404. */
export async function typeOf(request: Pick<Context, 'rows' | 'caller'>, id: string): Promise<VolumeType> {
  const type = await request.rows.get(volumeTypes, id);
  if (!type || !maySeeType(request, type)) throw noType(id);
  return type;
}
