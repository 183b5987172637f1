/**
 * Types of groups with their specs. https://docs.openstack.org/api-ref/block-storage/v3/#group-types-group-types
 * Follows `cinder/api/v3/group_types.py` and `group_specs.py`.
 */
import { groupSpecs as specTable, groupTypes as table } from '../../contracts/block-storage/group-types.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { mismatch } from './faults.ts';
import { groups } from './group-rows.ts';
import { type GroupType, groupTypeWithName, groupTypes, noGroupType } from './group-type-rows.ts';
import { nextPage } from './links.ts';
import { type Columns, filtersOf, findPage } from './listing.ts';
import { publicity } from './volume-type-list.ts';

const COLUMNS: Columns<GroupType> = {
  id: 'id',
  name: 'name',
  description: 'description',
  is_public: 'is_public',
  created_at: 'created_at',
  updated_at: 'updated_at',
};

export const groupTypeHandlers = implement(table, {
  list: async (request) => {
    const admin = request.caller.roles.has('admin');
    const filter = admin ? publicity(request, filtersOf(request.query)['is_public']) : ({ is_public }: GroupType) => is_public;
    const marker = (id: string) => request.rows.get(groupTypes, id);
    const { page, limit } = await findPage(request, request.query, { from: groupTypes, columns: COLUMNS, filter, marker });
    return { group_types: page.map((type) => view(request, type)), group_type_links: nextPage(request, 'group_types', page, limit) };
  },
  create: async (request) => {
    const { name, description = null, is_public = true, group_specs } = request.body.group_type;
    if (await groupTypeWithName(request, name)) throw taken(name);
    const made = { id: request.world.ids.uuid(), name, description, is_public, group_specs: group_specs ?? {}, projects: [] };
    return { group_type: view(request, await request.rows.insert(groupTypes, { ...made, created_at: request.now, updated_at: null })) };
  },
  show: async (request) => {
    // no cloud has one that was not configured
    if (request.params.group_type_id === 'default') throw notFound('Default group type can not be found.');
    return { group_type: view(request, await typeOf(request, request.params.group_type_id)) };
  },
  update: async (request) => {
    const { name, description, is_public } = request.body.group_type;
    if (name && name.trim() === '') throw badRequest('Group type name can not be empty.');
    if ((name ?? description ?? is_public ?? null) === null) throw badRequest('Specify group type name, description or a combination thereof.');
    const { group_type_id } = request.params;
    const type = await typeOf(request, group_type_id);
    if (name && ((await groupTypeWithName(request, name))?.id ?? type.id) !== type.id) throw taken(name);
    const change = { name: name ?? type.name, description: description ?? type.description, is_public: is_public ?? type.is_public };
    return { group_type: view(request, await request.rows.update(groupTypes, { ...type, ...change, updated_at: request.now })) };
  },
  delete: async (request) => {
    const { id } = await typeOf(request, request.params.group_type_id);
    if (await request.rows.count(groups, { group_type_id: id })) throw badRequest('Target group type is still in use.');
    await request.rows.remove(groupTypes, id);
  },
});

export const groupSpecHandlers = implement(specTable, {
  list: async (request) => ({ group_specs: (await typeOf(request, request.params.group_type_id)).group_specs }),
  create: async (request) => {
    const type = await typeOf(request, request.params.group_type_id);
    await save(request, type, { ...type.group_specs, ...request.body.group_specs });
    return request.body;
  },
  show: async (request) => {
    const { group_type_id, key } = request.params;
    const value = (await typeOf(request, group_type_id)).group_specs[key];
    if (value === undefined) throw notFound(`Group Type ${group_type_id} has no extra spec with key ${key}.`);
    return { [key]: value };
  },
  update: async (request) => {
    const type = await typeOf(request, request.params.group_type_id);
    if (!Object.hasOwn(request.body, request.params.key)) throw mismatch();
    await save(request, type, { ...type.group_specs, ...request.body });
    return request.body;
  },
  delete: async (request) => {
    const { group_type_id, key } = request.params;
    const type = await typeOf(request, group_type_id);
    const { [key]: gone, ...others } = type.group_specs;
    if (gone === undefined) throw notFound(`Group Type ${group_type_id} has no specs with key ${key}.`);
    await save(request, type, others);
  },
});

async function typeOf({ rows, caller }: Context, id: string): Promise<GroupType> {
  const type = await rows.get(groupTypes, id);
  if (!type || (!type.is_public && !caller.roles.has('admin'))) throw noGroupType(id);
  return type;
}
const taken = (name: string): Error => conflict(`Group Type ${name} already exists.`);
const save = async ({ rows, now }: Context, type: GroupType, group_specs: GroupType['group_specs']) =>
  rows.update(groupTypes, { ...type, group_specs, updated_at: now });

const view = ({ may }: Context, { id, name, description, is_public, group_specs }: GroupType) => ({
  id,
  name,
  description,
  is_public,
  ...(may('group:access_group_types_specs') && { group_specs }),
});
