/** Types of groups. `cinder/db/models.py: GroupType`, `cinder/volume/group_types.py` */
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

/** That of consistency groups. */
const OF_CONSISTENCY = 'default_cgsnapshot_type';
/** What consistency groups are of; a cloud without it gets it. */
export async function consistencyType({ world, rows, now }: Scope): Promise<GroupType> {
  const [found] = await rows.list(groupTypes, { where: { name: OF_CONSISTENCY } });
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

/** By its name. Throws 404. */
export async function groupTypeNamed({ rows }: Pick<Scope, 'rows'>, name: string): Promise<GroupType> {
  const [found] = await rows.list(groupTypes, { where: { name } });
  if (!found) throw notFound(`Group type with name ${name} could not be found.`);
  return found;
}
/** Id of the type of consistency groups; undefined in a cloud that was made without. */
export const consistencyOf = async ({ rows }: Pick<Scope, 'rows'>): Promise<string | undefined> =>
  (await rows.list(groupTypes, { where: { name: OF_CONSISTENCY } }))[0]?.id;
