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

export const noType = (id: string): Error => notFound(`Volume type ${id} could not be found.`);
export const noTypeWithName = (name: string): Error => notFound(`Volume type with name ${name} could not be found.`);
export const typeWithName = async ({ rows }: Pick<Scope, 'rows'>, name: string): Promise<VolumeType | undefined> =>
  (await rows.list(volumeTypes, { where: { name } }))[0];

/** Cinder's `[DEFAULT] default_volume_type`. */
export const DEFAULT_TYPE = '__DEFAULT__';

/** What volumes have that name no type; a cloud without it gets it. */
export async function defaultType(scope: Scope): Promise<VolumeType> {
  const { world, rows, now } = scope;
  const found = await typeWithName(scope, DEFAULT_TYPE);
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
export const typeMeant = async (scope: Pick<Scope, 'rows'>, named: string): Promise<VolumeType | undefined> =>
  (await scope.rows.get(volumeTypes, named)) ?? (await typeWithName(scope, named));
/** The same. Throws Cinder's 404. */
export async function typeNamed(scope: Pick<Scope, 'rows'>, named: string): Promise<VolumeType> {
  const type = await typeMeant(scope, named);
  if (!type) throw noTypeWithName(named);
  return type;
}
export const isMultiattach = ({ extra_specs }: VolumeType): boolean => extra_specs['multiattach'] === '<is> True';
