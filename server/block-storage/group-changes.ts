/** Groups changed and removed. Follows `cinder/group/api.py: update, delete`. */
import { begin } from '../core/lifecycle.ts';
import { repr } from '../core/python.ts';
import type { Scope } from '../core/world.ts';
import { invalidGroup, invalidVolume } from './faults.ts';
import { groupLifeCycle } from './group-life-cycle.ts';
import { type Group, groupSnapshots, groups, volumesIn } from './group-rows.ts';
import { snapshots } from './snapshot-rows.ts';
import { type Volume, saveVolume, volumes } from './volume-rows.ts';

const listed = (text: string | null | undefined): string[] => (text ? text.replace(/^,+|,+$/g, '').split(',') : []);

export interface GroupChange {
  name?: string | null | undefined;
  description?: string | null | undefined;
  /** Ids with commas between them. */
  add_volumes?: string | null | undefined;
  remove_volumes?: string | null | undefined;
}
/** Throws 400 for volumes that do not fit, or where nothing changes. */
export async function changeGroup(scope: Scope, group: Group, wanted: GroupChange): Promise<void> {
  const { rows, now } = scope;
  const name = wanted.name === group.name ? null : wanted.name;
  const description = wanted.description === group.description ? null : wanted.description;
  const [added, removed] = [listed(wanted.add_volumes), listed(wanted.remove_volumes)];
  const both = added.filter((id) => removed.includes(id));
  if (both.length) throw invalidVolume(`UUIDs ${repr(both)} are in both add and remove volume list.`);
  const members = await volumesIn(scope, group.id);
  const coming = await newMembers(
    scope,
    group,
    added.filter((id) => !members.some((volume) => volume.id === id)),
  );
  const going = formerMembers(group, members, removed);
  const moved = coming.length + going.length > 0;
  if ((name ?? description ?? null) === null && !moved)
    throw invalidGroup(`Cannot update group ${group.id} because no valid name, description, add_volumes, or remove_volumes were provided.`);
  if (moved && group.status !== 'available') throw invalidGroup('Group status must be available.');
  for (const volume of coming) await saveVolume(scope, { ...volume, group_id: group.id });
  for (const volume of going) await saveVolume(scope, { ...volume, group_id: null });
  const change = { name: name ?? group.name, description: description ?? group.description, status: moved ? 'updating' : 'available' };
  await rows.update(groups, { ...group, ...change, updated_at: now });
  if (moved) await begin(scope, groupLifeCycle, group.id, 'update');
}
async function newMembers({ rows }: Scope, group: Group, ids: readonly string[]): Promise<Volume[]> {
  const found: Volume[] = [];
  for (const id of ids) {
    const refuse = (reason: string): Error => invalidVolume(`Cannot add volume ${id} to group ${group.id} ${reason}.`);
    const volume = await rows.get(volumes, id);
    if (!volume) throw refuse('because volume cannot be found');
    if (volume.group_id !== null) throw refuse(`because it is already in group ${volume.group_id}`);
    if (volume.project_id !== group.project_id) throw refuse('as they belong to different projects');
    if (!group.volume_types.includes(volume.volume_type_id)) throw refuse(`because volume type ${volume.volume_type_id} is not supported by the group`);
    if (!['available', 'in-use'].includes(volume.status))
      throw refuse(`because volume is in an invalid state: ${volume.status}. Valid states are: ('available', 'in-use')`);
    found.push(volume);
  }
  return found;
}
const REMOVABLE = ['available', 'in-use', 'error', 'error_deleting'];
function formerMembers(group: Group, members: readonly Volume[], ids: readonly string[]): Volume[] {
  const refuse = (id: string, reason: string): Error => invalidVolume(`Cannot remove volume ${id} from group ${group.id} because ${reason}.`);
  const going = members.filter(({ id }) => ids.includes(id));
  const stuck = going.find(({ status }) => !REMOVABLE.includes(status));
  const valid = "('available', 'in-use', 'error', 'error_deleting')";
  if (stuck) throw refuse(stuck.id, `volume is in an invalid state: ${stuck.status}. Valid states are: ${valid}`);
  const strange = ids.find((id) => !going.some((volume) => volume.id === id));
  if (strange !== undefined) throw refuse(strange, 'it is not in the group');
  return going;
}

/** Throws 400 where something holds it. @param withVolumes they go too, and its status does not matter */
export async function removeGroup(scope: Scope, group: Group, withVolumes: boolean): Promise<void> {
  const { rows, now } = scope;
  if (!withVolumes && !['available', 'error'].includes(group.status))
    throw invalidGroup(`Group status must be available or error, but current status is: ${group.status}`);
  if (await rows.count(groupSnapshots, { group_id: group.id })) throw invalidGroup('Group has existing snapshots.');
  const members = await volumesIn(scope, group.id);
  if (members.length && !withVolumes) throw invalidGroup(`Group ${group.id} still contains volumes. The delete-volumes flag is required to delete it.`);
  for (const { id, attach_status } of members) {
    if (attach_status === 'attached') throw invalidGroup(`Volume in group ${group.id} is attached. Need to detach first.`);
    if (await rows.count(snapshots, { volume_id: id })) throw invalidGroup('Volume in group still has dependent snapshots.');
  }
  for (const volume of members) await saveVolume(scope, { ...volume, status: 'deleting' });
  await rows.update(groups, { ...group, status: 'deleting', updated_at: now });
  await begin(scope, groupLifeCycle, group.id, 'delete');
}
