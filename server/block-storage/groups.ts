/**
 * Groups of volumes. https://docs.openstack.org/api-ref/block-storage/v3/#generic-volume-groups-groups
 * Follows `cinder/api/v3/groups.py` and `cinder/api/v3/views/groups.py`.
 */
import { groups as table } from '../../contracts/block-storage/groups.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notImplemented } from '../core/errors.ts';
import { changeGroup, removeGroup } from './group-changes.ts';
import { findGroups } from './group-list.ts';
import { type Group, groupOf, groupSnapshotOf, groups, volumesIn } from './group-rows.ts';
import { groupTypeMeant, groupTypes, isOfConsistency } from './group-type-rows.ts';
import { booleanIn } from './listing.ts';
import { nextPage } from './links.ts';
import { namingOf } from './naming.ts';
import { copyGroup, newGroup, typesMeant } from './new-group.ts';
import { stored } from './times.ts';

export const groupHandlers = implement(table, {
  list: async (request) => {
    const { page, limit } = await findGroups(request, request.query);
    return { groups: page.map(summary), group_links: nextPage(request, 'groups', page, limit) };
  },
  listDetail: async (request) => {
    const { page, limit } = await findGroups(request, request.query);
    return { groups: await Promise.all(page.map((group) => view(request, group))), group_links: nextPage(request, 'groups', page, limit) };
  },
  create: async (request) => {
    const { group_type, volume_types, ...wanted } = request.body.group;
    if (!isUuidLike(group_type)) await checkType(request, (await groupTypeMeant(request, group_type)).id);
    else await checkType(request, group_type);
    request.enforce();
    const types = await typesMeant(request, volume_types);
    return { group: summary(await newGroup(request, { ...wanted, type: await groupTypeMeant(request, group_type), volume_types: types })) };
  },
  createFromSource: async (request) => {
    const { name, description, group_snapshot_id, source_group_id } = request.body['create-from-src'];
    const source = group_snapshot_id === undefined ? groupOf(request, source_group_id ?? '') : groupSnapshotOf(request, group_snapshot_id);
    await checkType(request, (await source).group_type_id);
    request.enforce();
    return { group: summary(await copyGroup(request, { name, description }, { group_snapshot_id, source_group_id })) };
  },
  show: async (request) => ({ group: await view(request, await plainGroup(request, request.params.group_id)) }),
  update: async (request) => {
    const { name, description, add_volumes, remove_volumes } = request.body.group;
    const group = await plainGroup(request, request.params.group_id);
    request.enforce({ project_id: group.project_id });
    await changeGroup(request, group, { ...namingOf({ name, description }), add_volumes, remove_volumes });
  },
  delete: async (request) => {
    const group = await plainGroup(request, request.params.group_id);
    request.enforce({ project_id: group.project_id });
    await removeGroup(request, group, request.body.delete['delete-volumes'] ?? false);
  },
  resetStatus: async (request) => {
    const group = await groupOf(request, request.params.group_id);
    request.enforce({ project_id: group.project_id });
    const status = request.body.reset_status.status.toLowerCase();
    await request.rows.update(groups, { ...group, status, updated_at: request.now });
  },
  enableReplication: (request) => replicate(request, request.params.group_id),
  disableReplication: (request) => replicate(request, request.params.group_id),
  failoverReplication: (request) => replicate(request, request.params.group_id),
  listReplicationTargets: (request) => replicate(request, request.params.group_id),
});

/** Throws 400 for the type of consistency groups. */
async function checkType(request: Context, id: string): Promise<void> {
  const only = 'Migrated group can only be operated by CG APIs.';
  if (await isOfConsistency(request, id)) throw badRequest(`Group_type ${id} is reserved for migrating CGs to groups. ${only}`);
}
/** One that is no consistency group. */
async function plainGroup(request: Context, id: string): Promise<Group> {
  const group = await groupOf(request, id);
  await checkType(request, group.group_type_id);
  return group;
}
async function replicate(request: Context, id: string): Promise<never> {
  const group = await groupOf(request, id);
  request.enforce({ project_id: group.project_id });
  const { group_specs = {} } = (await request.rows.get(groupTypes, group.group_type_id)) ?? {};
  const replicated = ['group_replication_enabled', 'consistent_group_replication_enabled'].some((spec) => group_specs[spec] === '<is> True');
  if (!replicated) throw badRequest(`Invalid group type: Group ${id} is not a replication group type.`);
  throw notImplemented('cinder: replication is not emulated.');
}

const summary = ({ id, name }: Group) => ({ id, name });
async function view(request: Context & { query: Record<string, unknown> }, group: Group) {
  const wanted = within(request.version, { since: '3.25' }) && booleanIn(request.query, 'list_volume');
  return {
    ...summary(group),
    status: group.status,
    availability_zone: group.availability_zone,
    created_at: stored(group.created_at),
    description: group.description,
    group_type: group.group_type_id,
    volume_types: group.volume_types,
    group_snapshot_id: group.group_snapshot_id,
    source_group_id: group.source_group_id,
    ...(wanted && { volumes: (await volumesIn(request, group.id)).map(({ id }) => id) }),
    replication_status: 'disabled',
    ...(request.may('group:group_project_attribute') && { project_id: group.project_id }),
  };
}
