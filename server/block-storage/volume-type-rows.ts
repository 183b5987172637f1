/** Volume types. `cinder/objects/volume_type.py`, `cinder/volume/volume_types.py` */
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface VolumeType {
  id: string;
  name: string;
  description: string | null;
  is_public: boolean;
  extra_specs: Record<string, string | null>;
  /** Ids of the projects that may use it, when it is not public. */
  projects: string[];
  qos_specs_id: string | null;
  created_at: number;
  updated_at: number | null;
}
export const volumeTypes = collection<VolumeType>(
  'blockstorage_types',
  { name: 'text', description: 'text', is_public: 'boolean', qos_specs_id: 'text', created_at: 'integer', updated_at: 'integer' },
  [['name']],
);

/** Cinder's `[DEFAULT] default_volume_type`. */
export const DEFAULT_TYPE = '__DEFAULT__';

/** What volumes have that name no type; a cloud without it gets it. */
export async function defaultType({ world, rows, now }: Scope): Promise<VolumeType> {
  const [found] = await rows.list(volumeTypes, { where: { name: DEFAULT_TYPE } });
  if (found) return found;
  return rows.insert(volumeTypes, {
    id: world.ids.uuid(),
    name: DEFAULT_TYPE,
    description: 'Default Volume Type',
    is_public: true,
    extra_specs: {},
    projects: [],
    qos_specs_id: null,
    created_at: now,
    updated_at: now,
  });
}
/** By id or name. */
export const typeMeant = async ({ rows }: Pick<Scope, 'rows'>, named: string): Promise<VolumeType | undefined> =>
  (await rows.get(volumeTypes, named)) ?? (await rows.list(volumeTypes, { where: { name: named } }))[0];
/** The same. Throws Cinder's 404. */
export async function typeNamed(scope: Pick<Scope, 'rows'>, named: string): Promise<VolumeType> {
  const type = await typeMeant(scope, named);
  if (!type) throw notFound(`Volume type with name ${named} could not be found.`);
  return type;
}
export const isMultiattach = ({ extra_specs }: VolumeType): boolean => extra_specs['multiattach'] === '<is> True';
