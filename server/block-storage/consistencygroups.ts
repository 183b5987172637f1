/**
 * Consistency groups and their snapshots: the former name of groups, for those of one type. https://docs.openstack.org/api-ref/block-storage/v3/#consistency-groups-deprecated-consistencygroups
 * Follows `cinder/api/v3/consistencygroups.py`, `cinder/api/contrib/consistencygroups.py` and `cgsnapshots.py`.
 */
import { cgSnapshots as snapshotTable, consistencyGroups as table } from '../../contracts/block-storage/consistencygroups.ts';
import { inForce } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { changeGroup, removeGroup } from './group-changes.ts';
import { findGroupSnapshots, findGroups } from './group-list.ts';
import { type Group, type GroupSnapshot, groupOf, groupSnapshotOf } from './group-rows.ts';
import { removeGroupSnapshot, snapshotGroup } from './group-snapshots.ts';
import { consistencyType } from './group-type-rows.ts';
import { nextPage } from './links.ts';
import { namingOf } from './naming.ts';
import { copyGroup, newGroup, typesMeant } from './new-group.ts';
import { pageOf } from './paging.ts';
import { stored } from './times.ts';

export const consistencyGroupHandlers = implement(table, {
  list: async (request) => {
    const { page, limit } = await findGroups(request, request.query, 'consistency');
    return { consistencygroups: page.map(summary), consistencygroup_links: nextPage(request, 'consistencygroups', page, limit) };
  },
  listDetail: async (request) => {
    const { page, limit } = await findGroups(request, request.query, 'consistency');
    return { consistencygroups: page.map(view), consistencygroup_links: nextPage(request, 'consistencygroups', page, limit) };
  },
  create: async (request) => {
    const { name, description, volume_types, availability_zone } = request.body.consistencygroup;
    if (!volume_types) throw badRequest(`volume_types must be provided to create consistency group ${name ?? 'None'}.`);
    const types = await typesMeant(request, String(volume_types).replace(/,+$/, '').split(','));
    const zone = typeof availability_zone === 'string' ? availability_zone : null;
    const wanted = { name, description, volume_types: types, availability_zone: zone };
    return { consistencygroup: summary(await newGroup(request, { ...wanted, type: await consistencyType(request) })) };
  },
  createFromSource: async (request) => {
    const { name, description, cgsnapshot_id, source_cgid } = request.body['consistencygroup-from-src'];
    const what = `to create consistency group ${name ?? 'None'} from source.`;
    if (!cgsnapshot_id && !source_cgid) throw badRequest(`Either 'cgsnapshot_id' or 'source_cgid' must be provided ${what}`);
    if (cgsnapshot_id && source_cgid) throw badRequest(`Cannot provide both 'cgsnapshot_id' and 'source_cgid' ${what}`);
    const source = cgsnapshot_id ? { group_snapshot_id: cgsnapshot_id } : { source_group_id: source_cgid };
    return { consistencygroup: summary(await copyGroup(request, { name, description }, source)) };
  },
  show: async (request) => ({ consistencygroup: view(await groupOf(request, request.params.group_id)) }),
  update: (request) => update(request, request.params.group_id, request.body.consistencygroup),
  formerUpdate: (request) => update(request, request.params.group_id, request.body.consistencygroup),
  delete: (request) => remove(request, request.params.group_id, request.body),
  deleteForced: (request) => remove(request, request.params.group_id, request.body),
});
async function remove(request: Context, id: string, body: { consistencygroup?: { force?: boolean | undefined } } | null): Promise<void> {
  const group = await groupOf(request, id);
  request.enforce({ project_id: group.project_id });
  await removeGroup(request, group, body?.consistencygroup?.force ?? false);
}

type Change = Parameters<typeof changeGroup>[2];
const emptyIsNothing = { '3.0': true, '3.6': false } as const;
async function update(request: Context, id: string, { name, description, add_volumes, remove_volumes }: Change): Promise<void> {
  const group = await groupOf(request, id);
  request.enforce({ project_id: group.project_id });
  const { name: title, description: text } = namingOf({ name, description });
  const strict = inForce(emptyIsNothing, request.version);
  if (strict && !(title || text || add_volumes || remove_volumes))
    throw badRequest('Name, description, add_volumes, and remove_volumes can not be all empty in the request body.');
  if ((title ?? text ?? null) === null && !add_volumes && !remove_volumes)
    throw badRequest('Must specify one or more of the following keys to update: name, description, add_volumes, remove_volumes.');
  await changeGroup(request, group, { name: title, description: text, add_volumes, remove_volumes });
}
const summary = ({ id, name }: Group) => ({ id, name });
const view = ({ id, name, status, availability_zone, created_at, description, volume_types }: Group) => ({
  id,
  name,
  status,
  availability_zone,
  created_at: stored(created_at),
  description,
  volume_types,
});

export const cgSnapshotHandlers = implement(snapshotTable, {
  list: async (request) => ({ cgsnapshots: (await listed(request)).map(({ id, name }) => ({ id, name })) }),
  listDetail: async (request) => ({ cgsnapshots: (await listed(request)).map(snapshotView) }),
  create: async (request) => {
    const { consistencygroup_id, name, description } = request.body.cgsnapshot;
    const group = await groupOf(request, consistencygroup_id);
    request.enforce({ project_id: group.project_id });
    const { id, name: title } = await snapshotGroup(request, group, name?.trim(), description?.trim());
    return { cgsnapshot: { id, name: title } };
  },
  show: async (request) => ({ cgsnapshot: snapshotView(await groupSnapshotOf(request, request.params.cgsnapshot_id)) }),
  delete: async (request) => removeGroupSnapshot(request, await groupSnapshotOf(request, request.params.cgsnapshot_id)),
});
/** Of all there are upstream shows a part, in one order. */
async function listed(request: Context & { query: { limit?: string | undefined; offset?: string | undefined } }): Promise<GroupSnapshot[]> {
  const { limit, offset } = pageOf({ limit: request.query.limit, offset: request.query.offset }, ['created_at']);
  const { page } = await findGroupSnapshots(request, {});
  return page.slice(offset, offset + (limit || page.length));
}
const snapshotView = ({ id, name, group_id, status, created_at, description }: GroupSnapshot) => ({
  id,
  name,
  consistencygroup_id: group_id,
  status,
  created_at: stored(created_at),
  description,
});
