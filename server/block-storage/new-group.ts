/** Groups made, of nothing or like another. Follows `cinder/group/api.py: create, create_from_src`. */
import type { Context } from '../core/context.ts';
import { begin } from '../core/lifecycle.ts';
import { ZONE } from './backend.ts';
import { invalidGroup, invalidInput } from './faults.ts';
import { groupLifeCycle } from './group-life-cycle.ts';
import { type Group, groupOf, groupSnapshotOf, groups, volumesIn } from './group-rows.ts';
import type { GroupType } from './group-type-rows.ts';
import { newVolume } from './new-volume.ts';
import { exceeded, limitsFor } from './quota.ts';
import { snapshots } from './snapshot-rows.ts';
import { typeForCaller } from './volume-type-access.ts';
import { volumeTypes } from './volume-type-rows.ts';

interface Naming {
  name?: string | null | undefined;
  description?: string | null | undefined;
}
export interface WantedGroup extends Naming {
  type: GroupType;
  volume_types: readonly string[];
  availability_zone?: string | null | undefined;
}
/** Ids of types by id or name. Throws 404. */
export const typesMeant = async (request: Context, named: readonly string[]): Promise<string[]> =>
  Promise.all(named.map(async (one) => (await typeForCaller(request, one)).id));

/** Begins the making of a group in the caller's project. Throws 404, 400, 413 where the quota is used up. */
export async function newGroup(request: Context, { type, volume_types, availability_zone, ...naming }: WantedGroup): Promise<Group> {
  const zone = availability_zone ?? ZONE;
  if (zone !== ZONE) throw invalidInput(`Availability zone '${zone}' is invalid.`);
  const group = await insert(request, naming, { group_type_id: type.id, volume_types: [...volume_types], availability_zone: zone });
  await begin(request, groupLifeCycle, group.id, 'create', 'new');
  return group;
}

export interface Source {
  group_snapshot_id?: string | undefined;
  source_group_id?: string | undefined;
}
/** Begins the making of a group with volumes like another's, or as a snapshot has them. Throws 404, 400, 413. */
export async function copyGroup(request: Context, naming: Naming, { group_snapshot_id, source_group_id }: Source): Promise<Group> {
  const { rows, caller } = request;
  const shot = group_snapshot_id === undefined ? undefined : await groupSnapshotOf(request, group_snapshot_id);
  const source = await groupOf(request, shot?.group_id ?? source_group_id ?? '');
  const { group_type_id, volume_types, availability_zone } = source;
  const origin = { group_snapshot_id: shot?.id ?? null, source_group_id: shot ? null : source.id };
  const group = await insert(request, naming, { group_type_id, volume_types, availability_zone, ...origin });
  const taken = shot ? await rows.list(snapshots, { where: { group_snapshot_id: shot.id }, sort: [['created_at', 'asc']] }) : [];
  const members = shot ? [] : await volumesIn(request, source.id);
  if (!taken.length && !members.length)
    throw invalidGroup(shot ? 'Group snapshot is empty. No group will be created.' : 'Source Group is empty. No group will be created.');
  for (const one of [...taken.map((snapshot) => ({ snapshot })), ...members.map((volume) => ({ source: volume }))]) {
    const type = await rows.get(volumeTypes, ('snapshot' in one ? one.snapshot : one.source).volume_type_id);
    await newVolume(request, caller, { ...one, type, group_id: group.id });
  }
  await begin(request, groupLifeCycle, group.id, 'create', 'new');
  return group;
}

type Nature = Pick<Group, 'group_type_id' | 'volume_types' | 'availability_zone'> & Partial<Pick<Group, 'group_snapshot_id' | 'source_group_id'>>;
async function insert({ world, rows, now, caller }: Context, { name, description }: Naming, nature: Nature): Promise<Group> {
  const { project_id = '', user_id } = caller;
  const { groups: allowed = -1 } = await limitsFor({ rows }, project_id);
  if (allowed >= 0 && (await rows.count(groups, { project_id })) >= allowed)
    throw exceeded('GroupLimitExceeded', `Maximum number of groups allowed (${allowed}) exceeded`);
  return rows.insert(groups, {
    id: world.ids.uuid(),
    name: name?.trim() ?? null,
    description: description?.trim() ?? null,
    project_id,
    user_id,
    status: 'creating',
    group_snapshot_id: null,
    source_group_id: null,
    ...nature,
    created_at: now,
    updated_at: null,
  });
}
