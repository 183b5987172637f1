/** Types of groups. `cinder/db/models.py: GroupType`, `cinder/volume/group_types.py` */
import { isUuidLike } from '../../contracts/json-schema.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export interface GroupType {
  id: string;
  name: string;
  description: string | null;
  is_public: boolean;
  group_specs: Record<string, string | null>;
  /** Upstream has no way to fill it. */
  projects: string[];
  created_at: number;
  updated_at: number | null;
}
export const groupTypes = collection<GroupType>(
  'blockstorage_grouptypes',
  { name: 'text', description: 'text', is_public: 'boolean', created_at: 'integer', updated_at: 'integer' },
  [['name']],
);

export const noGroupType = (id: string): Error => notFound(`Group type ${id} could not be found.`);
export const groupTypeWithName = async ({ rows }: Pick<Scope, 'rows'>, name: string): Promise<GroupType | undefined> =>
  (await rows.list(groupTypes, { where: { name } }))[0];

/** That of consistency groups. */
const OF_CONSISTENCY = 'default_cgsnapshot_type';
/** What consistency groups are of; a cloud without it gets it. */
export async function consistencyType(scope: Scope): Promise<GroupType> {
  const { world, rows, now } = scope;
  const found = await groupTypeWithName(scope, OF_CONSISTENCY);
  if (found) return found;
  return rows.insert(groupTypes, {
    id: world.ids.uuid(),
    name: OF_CONSISTENCY,
    description: 'Default group type for migrating cgsnapshot',
    is_public: true,
    group_specs: { consistent_group_snapshot_enabled: '<is> True' },
    projects: [],
    created_at: now,
    updated_at: now,
  });
}
/** Whether a type is that of consistency groups, whose groups are handled under that name alone. */
export const isOfConsistency = async ({ rows }: Pick<Scope, 'rows'>, id: string): Promise<boolean> => (await rows.get(groupTypes, id))?.name === OF_CONSISTENCY;

/** By id or name. Throws Cinder's 404, which differs for the two. */
export async function groupTypeMeant(scope: Pick<Scope, 'rows'>, named: string): Promise<GroupType> {
  const type = (await scope.rows.get(groupTypes, named)) ?? (await groupTypeWithName(scope, named));
  if (!type) throw isUuidLike(named) ? noGroupType(named) : notFound(`Group type with name ${named} could not be found.`);
  return type;
}
/** Id of the type of consistency groups; undefined in a cloud that was made without. */
export const consistencyOf = async (scope: Pick<Scope, 'rows'>): Promise<string | undefined> => (await groupTypeWithName(scope, OF_CONSISTENCY))?.id;
