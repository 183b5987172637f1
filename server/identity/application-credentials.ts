/** Application credentials. https://docs.openstack.org/api-ref/identity/v3/#application-credentials `keystone/api/users.py`, `keystone/application_credential` */
import type { z } from 'zod';
import { applicationCredentials as table } from '../../contracts/identity/application-credentials.ts';
import { naive } from '../core/clock.ts';
import { type Context, type Request, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { effective } from './access.ts';
import { newAccessRules } from './access-rules.ts';
import { stored } from './attributes.ts';
import type { Bearer } from './bearer.ts';
import { action, checkUndelegated, checkUnrestricted, ownToken } from './delegation.ts';
import { expiry } from './expiry.ts';
import { linkTo, listed, whole } from './listing.ts';
import { hash } from './passwords.ts';
import { type RoleReference, roleIds } from './role-references.ts';
import { type AccessRuleRow, type ApplicationCredentialRow, type RoleRow, accessRules, applicationCredentials, implied, roles } from './rows.ts';
import { applicationCredentialById } from './standing.ts';

/** Asks about the owner of the credential, whoever is named in the path. */
async function permitted(context: Context & { params: { user_id: string; application_credential_id: string } }): Promise<ApplicationCredentialRow> {
  const { user_id, application_credential_id } = context.params;
  const row = await context.rows.get(applicationCredentials, application_credential_id);
  context.enforce({ user_id: row?.user_id ?? user_id });
  checkUndelegated(await ownToken(context));
  return applicationCredentialById(context, application_credential_id);
}

export const applicationCredentialHandlers = implement(table, {
  async list(context) {
    const { user_id } = context.params;
    context.enforce({ user_id });
    checkUndelegated(await ownToken(context));
    const page = await listed(context, 'application_credentials', {
      from: applicationCredentials,
      where: { user_id },
      filters: ['name'],
      view: (row) => row,
    });
    return {
      ...whole(context, 'application_credentials', await Promise.all(page.application_credentials.map((row) => view(context, row)))),
      links: page.links,
    };
  },

  async create(context) {
    const { user_id } = context.params;
    context.enforce({ user_id });
    const token = await ownToken(context);
    checkUndelegated(token);
    checkUnrestricted(token);
    if (context.caller.user_id !== user_id) throw action('Cannot create an application credential for another user.');
    const { secret, row } = await create(context, token);
    return { application_credential: { ...(await view(context, row)), secret } };
  },

  show: async (context) => ({ application_credential: await view(context, await permitted(context)) }),

  async delete(context) {
    const { user_id, application_credential_id } = context.params;
    const known = await context.rows.get(applicationCredentials, application_credential_id);
    context.enforce({ user_id: known?.user_id ?? user_id });
    const token = await ownToken(context);
    checkUndelegated(token);
    checkUnrestricted(token);
    await context.rows.remove(applicationCredentials, (await applicationCredentialById(context, application_credential_id)).id);
  },
});

async function create(context: Request<typeof table.create>, token: Bearer): Promise<{ secret: string; row: ApplicationCredentialRow }> {
  const { rows, world, caller, body } = context;
  const sent = body.application_credential;
  const secret = sent.secret || Buffer.from(world.ids.bytes(64)).toString('base64url');
  const role_ids = await lent(context, sent.roles, token);
  const expires_at = sent.expires_at ? expiry(context, sent.expires_at) : null;
  const row: ApplicationCredentialRow = {
    id: world.ids.hex(),
    name: sent.name,
    description: sent.description ?? null,
    user_id: caller.user_id,
    project_id: caller.project_id ?? null,
    secret: hash(secret, world.ids),
    expires_at,
    unrestricted: sent.unrestricted ?? null,
    role_ids,
    access_rule_ids: await newAccessRules(context, caller.user_id, sent.access_rules ?? []),
  };
  const [taken] = await rows.list(applicationCredentials, { where: { user_id: row.user_id, name: row.name } });
  // the same rule twice is as bad as the same name
  if (taken || new Set(row.access_rule_ids).size < row.access_rule_ids.length)
    throw stored('application_credential', `Duplicate entry found with name ${row.name}`);
  return { secret, row: await rows.insert(applicationCredentials, row) };
}

/** Those named, with what they imply directly, as far as the token has them; otherwise all of the token's. */
async function lent(context: Context, named: readonly RoleReference[] | undefined, token: Bearer): Promise<string[]> {
  const own = token.roles.map(({ id }) => id);
  if (!named?.length) return own;
  const wanted = new Set(await roleIds(context, named));
  for (const id of wanted) {
    for (const { implied_id } of await context.rows.list(implied, { where: { prior_id: id } })) wanted.add(implied_id);
  }
  const missing = [...wanted].find((id) => !own.includes(id));
  if (missing !== undefined) throw badRequest('Invalid application credential: Cannot create an application credential with unassigned role');
  const held = await effective(context, context.caller.user_id, { project_id: context.caller.project_id ?? '' });
  const gone = [...wanted].find((id) => !held.has(id));
  if (gone === undefined) return [...wanted];
  const target = context.caller.project_id ?? 'None';
  const { message } = notFound(
    `Could not find role assignment with role: ${gone}, user or group: ${context.caller.user_id}, project, domain, or system: ${target}.`,
  );
  throw badRequest(`Invalid application credential: ${message}`);
}

/** With the rules that only they had. */
export async function removeApplicationCredentialsOf({ rows }: Scope, user_id: string): Promise<void> {
  for (const row of await rows.list(applicationCredentials, { where: { user_id } })) await rows.remove(applicationCredentials, row.id);
  for (const rule of await rows.list(accessRules, { where: { user_id } })) await rows.remove(accessRules, rule.id);
}

type View = z.input<(typeof table)['show']['returns']>['application_credential'];
async function view(context: Context, row: ApplicationCredentialRow): Promise<View> {
  const { id, name, description, user_id, project_id, expires_at, unrestricted, role_ids, access_rule_ids } = row;
  const held = await Promise.all(role_ids.map((role) => context.rows.get(roles, role)));
  const rules = await Promise.all(access_rule_ids.map((rule) => context.rows.get(accessRules, rule)));
  return {
    id,
    name,
    description,
    user_id,
    project_id,
    system: null,
    expires_at: expires_at === null ? null : naive(expires_at),
    unrestricted,
    roles: held.filter((role) => role !== undefined).map(plainRole),
    ...(rules.length > 0 && { access_rules: rules.filter((rule) => rule !== undefined).map(plainRule) }),
    links: { self: linkTo(context, 'application_credentials', id) },
  };
}
const plainRole = ({ extras, id, name, domain_id, description, options }: RoleRow) => ({ ...extras, id, name, domain_id, description, options });
const plainRule = ({ id, service, path, method }: AccessRuleRow) => ({ id, service, path, method });
