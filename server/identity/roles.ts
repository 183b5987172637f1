/** Roles. https://docs.openstack.org/api-ref/identity/v3/#roles `keystone/api/roles.py`, `keystone/assignment/core.py` */
import type { z } from 'zod';
import { type Role, roles as table } from '../../contracts/identity/roles.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { extrasOf, merged, mutable, sameId, stored } from './attributes.ts';
import { linkTo, listed } from './listing.ts';
import { type RoleRow, assignments, implied, named, roles } from './rows.ts';

export async function roleById({ rows }: Scope, id: string): Promise<RoleRow> {
  const role = await rows.get(roles, id);
  if (!role) throw notFound(`Could not find role: ${id}.`);
  return role;
}
const KNOWN = ['name', 'description', 'domain_id', 'options'];

/** Roles of a domain have rules of their own: `identity:get_domain_role`. */
async function permitted(context: Context & { params: { role_id: string } }, verb: 'get' | 'update' | 'delete'): Promise<RoleRow> {
  const role = await roleById(context, context.params.role_id);
  context.enforce({ role }, role.domain_id === null ? `identity:${verb}_role` : `identity:${verb}_domain_role`);
  return role;
}

export const roleHandlers = implement(table, {
  async list(context) {
    const { domain_id } = context.query;
    context.enforce({}, domain_id ? 'identity:list_domain_roles' : 'identity:list_roles');
    return listed(context, 'roles', {
      from: roles,
      where: { domain_id: domain_id ?? null },
      filters: ['name'],
      view: (row) => view(context, row),
    });
  },

  async create(context) {
    const sent = context.body.role;
    const domain_id = sent.domain_id ?? null;
    context.enforce({ role: sent }, domain_id === null ? 'identity:create_role' : 'identity:create_domain_role');
    const row: RoleRow = {
      id: context.world.ids.hex(),
      ...named(sent.name),
      domain_id,
      description: sent.description ?? null,
      options: merged({}, sent.options),
      extras: extrasOf(sent, KNOWN),
    };
    await refuseTaken(context, row);
    return { role: view(context, await context.rows.insert(roles, row)) };
  },

  show: async (context) => ({ role: view(context, await permitted(context, 'get')) }),

  async update(context) {
    const role = await permitted(context, 'update');
    const sent = context.body.role;
    sameId(sent, role.id);
    mutable('update', 'role', role, sent);
    if (sent.domain_id !== undefined && sent.domain_id !== role.domain_id) throw badRequest('Update of `domain_id` is not allowed.');
    const row: RoleRow = {
      ...role,
      ...(sent.name !== undefined && named(sent.name)),
      ...(sent.description !== undefined && { description: sent.description }),
      options: merged(role.options, sent.options),
      extras: { ...role.extras, ...extrasOf(sent, KNOWN) },
    };
    await refuseTaken(context, row);
    return { role: view(context, await context.rows.update(roles, row)) };
  },

  async delete(context) {
    const role = await permitted(context, 'delete');
    mutable('delete', 'role', role);
    await removeRole(context, role.id);
  },
});

async function refuseTaken({ rows }: Scope, { id, name, folded, domain_id }: RoleRow): Promise<void> {
  const others = await rows.list(roles, { where: { folded, domain_id } });
  if (!others.some((other) => other.id !== id)) return;
  throw stored('role', `Duplicate entry found with name ${name}${domain_id === null ? '' : ` at domain ID ${domain_id}`}`);
}

/** With what hangs on the role. */
export async function removeRole({ rows }: Scope, id: string): Promise<void> {
  for (const grant of await rows.list(assignments, { where: { role_id: id } })) await rows.remove(assignments, grant.id);
  for (const rule of [...(await rows.list(implied, { where: { prior_id: id } })), ...(await rows.list(implied, { where: { implied_id: id } }))]) {
    await rows.remove(implied, rule.id);
  }
  await rows.remove(roles, id);
}

export const view = (context: Context, { id, name, domain_id, description, options, extras }: RoleRow): z.input<typeof Role> => ({
  ...extras,
  id,
  name,
  domain_id,
  description,
  options,
  links: { self: linkTo(context, 'roles', id) },
});
