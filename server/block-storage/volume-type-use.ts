/** Whether anything has a volume type. `cinder/db/api.py: volume_type_destroy` */
import type { Scope } from '../core/world.ts';
import { volumes } from './volume-rows.ts';

export const isTypeUsed = async ({ rows }: Pick<Scope, 'rows'>, volume_type_id: string): Promise<boolean> =>
  (await rows.count(volumes, { volume_type_id })) > 0;
