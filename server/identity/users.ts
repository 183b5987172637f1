/** Users. https://docs.openstack.org/api-ref/identity/v3/#users `keystone/api/users.py`, `keystone/identity/core.py` */
import type { z } from 'zod';
import { type User, users as table } from '../../contracts/identity/users.ts';
import { naive } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { removeApplicationCredentialsOf } from './application-credentials.ts';
import { domainOf, extrasOf, isOn, merged, sameDomain, sameId, stored } from './attributes.ts';
import { removeCredentialsOf } from './credentials.ts';
import { domainById } from './domains.ts';
import { linkTo, listed, whole } from './listing.ts';
import { refused } from './lookups.ts';
import { passwordChanged, passwordSet } from './password-change.ts';
import { checkPassword } from './password-check.ts';
import { noteRevocation } from './revocations.ts';
import { view as projectView, projectsOf } from './projects.ts';
import { removeTrustsOf } from './trusts.ts';
import { type UserRow, assignments, memberships, named, projects, users } from './rows.ts';

const absent = (id: string): CloudError => notFound(`Could not find user: ${id}.`);
export async function userById({ rows }: Scope, id: string): Promise<UserRow> {
  const user = await rows.get(users, id);
  if (!user) throw absent(id);
  return user;
}

/** Asks for the right before it tells whether there is such a user. */
async function permitted(context: Context & { params: { user_id: string } }): Promise<UserRow> {
  const { user_id } = context.params;
  const user = await context.rows.get(users, user_id);
  context.enforce({ user_id, ...(user && { user }) });
  if (!user) throw absent(user_id);
  return user;
}
const KNOWN = ['name', 'domain_id', 'enabled', 'default_project_id', 'password', 'options', 'federated'];

export const userHandlers = implement(table, {
  async list(context) {
    const { caller, query } = context;
    const domain_id = caller.domain_id ?? query.domain_id;
    context.enforce(caller.domain_id ? { domain_id } : {});
    // nobody here is federated, and no password expires
    const none = [query.idp_id, query.protocol_id, query.unique_id, query.password_expires_at].some((value) => value !== undefined);
    return listed(context, 'users', {
      from: users,
      where: { domain_id },
      filters: ['domain_id', 'enabled', 'name'],
      filter: () => !none,
      view: (row) => view(context, row),
    });
  },

  async create(context) {
    const { world, rows, body } = context;
    const sent = body.user;
    context.enforce({ user: sent });
    const domain_id = domainOf(sent, context);
    await domainById(context, domain_id);
    await notADomain(context, sent.default_project_id);
    const options = merged({}, sent.options);
    const row: UserRow = {
      id: world.ids.hex(),
      ...named(sent.name),
      domain_id,
      enabled: isOn(sent.enabled, true),
      ...(sent.default_project_id && { default_project_id: sent.default_project_id }),
      ...(typeof sent.password === 'string' ? await passwordSet(context, { password: null, options }, sent.password) : { password: null }),
      options,
      generation: 0,
      extras: extrasOf(sent, KNOWN),
    };
    if (await taken(context, row)) throw stored('user', `Duplicate entry found with name ${row.name} at domain ID ${domain_id}`);
    return { user: view(context, await rows.insert(users, row)) };
  },

  show: async (context) => ({ user: view(context, await permitted(context)) }),

  async update(context) {
    const { rows, body } = context;
    const user = await permitted(context);
    const sent = body.user;
    sameId(sent, user.id);
    sameDomain(sent, user);
    await notADomain(context, sent.default_project_id);
    const enabled = isOn(sent.enabled, user.enabled);
    const { failures, ...before } = user;
    const options = merged(user.options, sent.options);
    const changed = typeof sent.password === 'string' ? await passwordSet(context, { ...user, options }, sent.password) : {};
    const row: UserRow = {
      ...before,
      ...(failures && sent.enabled === undefined && { failures }),
      ...(sent.name !== undefined && named(sent.name)),
      ...(sent.password === null && { password: null }),
      ...changed,
      ...(sent.default_project_id !== undefined && { default_project_id: sent.default_project_id }),
      enabled,
      options,
      extras: { ...user.extras, ...extrasOf(sent, KNOWN) },
      generation: user.generation + Number(sent.password !== undefined || (user.enabled && !enabled)),
    };
    if (await taken(context, row)) throw stored('user', `Duplicate entry found with name ${row.name}`);
    await rows.update(users, row);
    if (row.generation !== user.generation) await noteRevocation(context, { user_id: user.id });
    return { user: { ...view(context, row), extra: row.extras } };
  },

  async delete(context) {
    const user = await permitted(context);
    await removeUser(context, user.id);
  },

  async changePassword(context) {
    const { params, body } = context;
    const user = await context.rows.get(users, params.user_id);
    if (!user?.enabled) throw refused();
    await checkPassword(context, user, body.user.original_password, { expiredToo: true });
    await context.transaction(async (rows) => {
      const changed = await passwordChanged({ ...context, rows }, user, body.user.password);
      const current = await userById({ ...context, rows }, user.id);
      await rows.update(users, { ...current, ...changed, generation: current.generation + 1 });
      await noteRevocation({ ...context, rows }, { user_id: user.id });
    });
  },

  async revokeTokens(context) {
    const user = await permitted(context);
    await revokeTokensOf(context, user);
  },

  async projects(context) {
    const { id } = await permitted(context);
    const found = await projectsOf(context, id);
    return whole(
      context,
      'projects',
      found.map((row) => projectView(context, row)),
    );
  },
});

/** All that were issued so far. */
export async function revokeTokensOf(scope: Scope, user: UserRow): Promise<void> {
  await scope.rows.update(users, { ...user, generation: user.generation + 1 });
  await noteRevocation(scope, { user_id: user.id });
}

/** With what hangs on the user. */
export async function removeUser(scope: Scope, id: string): Promise<void> {
  const { rows } = scope;
  for (const grant of await rows.list(assignments, { where: { actor: 'user', actor_id: id } })) await rows.remove(assignments, grant.id);
  for (const membership of await rows.list(memberships, { where: { user_id: id } })) await rows.remove(memberships, membership.id);
  await removeApplicationCredentialsOf(scope, id);
  await removeCredentialsOf(scope, { user_id: id });
  await removeTrustsOf(scope, { trustor_user_id: id });
  await removeTrustsOf(scope, { trustee_user_id: id });
  await noteRevocation(scope, { user_id: id });
  await rows.remove(users, id);
}

async function taken({ rows }: Scope, { id, folded, domain_id }: UserRow): Promise<boolean> {
  const others = await rows.list(users, { where: { folded, domain_id } });
  return others.some((other) => other.id !== id);
}
async function notADomain({ rows }: Scope, projectId: string | null | undefined): Promise<void> {
  const project = projectId ? await rows.get(projects, projectId) : undefined;
  if (project?.is_domain) throw badRequest("User's default project ID cannot be a domain ID.");
}

export const view = (context: Context, { id, name, domain_id, enabled, default_project_id, password_set, options, extras }: UserRow): z.input<typeof User> => ({
  ...extras,
  id,
  name,
  domain_id,
  enabled,
  ...(default_project_id && { default_project_id }),
  password_expires_at: password_set?.expires_at ? naive(password_set.expires_at) : null,
  options,
  links: { self: linkTo(context, 'users', id) },
});
