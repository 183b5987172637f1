/** Groups and who is in them. https://docs.openstack.org/api-ref/identity/v3/#groups `keystone/api/groups.py` */
import type { z } from 'zod';
import { type Group, groups as table } from '../../contracts/identity/groups.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { domainOf, extrasOf, sameDomain, sameId, stored } from './attributes.ts';
import { domainById } from './domains.ts';
import { linkTo, listed } from './listing.ts';
import { type GroupRow, type UserRow, assignments, groups, memberships, named, users } from './rows.ts';
import { revokeTokensOf, userById, view as userView } from './users.ts';

export async function groupById({ rows }: Scope, id: string): Promise<GroupRow> {
  const group = await rows.get(groups, id);
  if (!group) throw notFound(`Could not find group: ${id}.`);
  return group;
}

/** Asks for the right before it tells whether there is such a group. */
async function permitted(context: Context & { params: { group_id: string } }): Promise<GroupRow> {
  const group = await context.rows.get(groups, context.params.group_id);
  context.enforce(group ? { group } : {});
  return groupById(context, context.params.group_id);
}
/** The same for a user in a group. */
async function permittedPair(context: Context & { params: { group_id: string; user_id: string } }): Promise<[GroupRow, UserRow]> {
  const { group_id, user_id } = context.params;
  const group = await context.rows.get(groups, group_id);
  const user = await context.rows.get(users, user_id);
  context.enforce({ ...(group && { group }), ...(user && { user }) });
  return [await groupById(context, group_id), await userById(context, user_id)];
}
const KNOWN = ['name', 'domain_id', 'description'];
const notIn = (user: UserRow, group: GroupRow) => notFound(`User '${user.id}' not found in group '${group.id}'`);

export const groupHandlers = implement(table, {
  async list(context) {
    const { domain_id } = context.caller;
    context.enforce(domain_id ? { group: { domain_id } } : {});
    return listed(context, 'groups', {
      from: groups,
      ...(domain_id && { where: { domain_id } }),
      filters: ['domain_id', 'name'],
      view: (row) => view(context, row),
    });
  },

  async create(context) {
    const sent = context.body.group;
    context.enforce({ group: sent });
    const domain_id = domainOf(sent, context);
    await domainById(context, domain_id);
    const row: GroupRow = { id: context.world.ids.hex(), ...named(sent.name), domain_id, description: sent.description ?? '', extras: extrasOf(sent, KNOWN) };
    if (await taken(context, row)) throw stored('group', `Duplicate entry found with name ${row.name} at domain ID ${domain_id}`);
    return { group: view(context, await context.rows.insert(groups, row)) };
  },

  show: async (context) => ({ group: view(context, await permitted(context)) }),

  async update(context) {
    const group = await permitted(context);
    const sent = context.body.group;
    sameId(sent, group.id);
    sameDomain(sent, group);
    const row: GroupRow = {
      ...group,
      ...(sent.name !== undefined && named(sent.name)),
      ...(sent.description !== undefined && { description: sent.description }),
      extras: { ...group.extras, ...extrasOf(sent, KNOWN) },
    };
    if (await taken(context, row)) throw stored('group', `Duplicate entry found with name ${row.name}`);
    return { group: view(context, await context.rows.update(groups, row)) };
  },

  async delete(context) {
    const group = await groupById(context, context.params.group_id);
    context.enforce({ group });
    await removeGroup(context, group.id);
  },

  async users(context) {
    const { id } = await permitted(context);
    const members = (await context.rows.list(memberships, { where: { group_id: id } })).map(({ user_id }) => user_id);
    return listed(context, 'users', {
      from: users,
      where: { id: members, ...(context.caller.domain_id && { domain_id: context.caller.domain_id }) },
      filters: ['domain_id', 'enabled', 'name'],
      view: (row) => userView(context, row),
    });
  },
  async addUser(context) {
    const [group, user] = await permittedPair(context);
    await context.rows.update(memberships, { id: `${group.id}/${user.id}`, group_id: group.id, user_id: user.id });
  },
  async hasUser(context) {
    const [group, user] = await permittedPair(context);
    if (!(await context.rows.get(memberships, `${group.id}/${user.id}`))) throw notIn(user, group);
  },
  async removeUser(context) {
    const [group, user] = await permittedPair(context);
    if (!(await context.rows.remove(memberships, `${group.id}/${user.id}`))) throw notIn(user, group);
    await revokeTokensOf(context, user);
  },

  async ofUser(context) {
    const { user_id } = context.params;
    const user = await context.rows.get(users, user_id);
    context.enforce({ user_id, ...(user && { user }) });
    await userById(context, user_id);
    const own = (await context.rows.list(memberships, { where: { user_id } })).map(({ group_id }) => group_id);
    return listed(context, 'groups', {
      from: groups,
      where: { id: own },
      filters: ['name'],
      view: (row) => ({ ...view(context, row), membership_expires_at: null }),
    });
  },
});

/** With what hangs on the group. */
export async function removeGroup(scope: Scope, id: string): Promise<void> {
  const { rows } = scope;
  for (const grant of await rows.list(assignments, { where: { actor: 'group', actor_id: id } })) await rows.remove(assignments, grant.id);
  for (const membership of await rows.list(memberships, { where: { group_id: id } })) {
    await rows.remove(memberships, membership.id);
    const user = await rows.get(users, membership.user_id);
    if (user) await revokeTokensOf(scope, user);
  }
  await rows.remove(groups, id);
}
async function taken({ rows }: Scope, { id, folded, domain_id }: GroupRow): Promise<boolean> {
  return (await rows.list(groups, { where: { folded, domain_id } })).some((other) => other.id !== id);
}

const view = (context: Context, { id, name, domain_id, description, extras }: GroupRow): z.input<typeof Group> => ({
  ...extras,
  id,
  name,
  domain_id,
  description,
  links: { self: linkTo(context, 'groups', id) },
});
