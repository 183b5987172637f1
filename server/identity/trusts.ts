/** Trusts. https://docs.openstack.org/api-ref/identity/v3-ext/#os-trust-api `keystone/api/trusts.py`, `keystone/trust/core.py` */
import type { z } from 'zod';
import { trusts as table } from '../../contracts/identity/trusts.ts';
import { micros } from '../core/clock.ts';
import { type Context, type Request, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { effective } from './access.ts';
import { extrasOf, stored } from './attributes.ts';
import { action, checkMayTrust, ownToken } from './delegation.ts';
import { expiry } from './expiry.ts';
import { linkTo, whole } from './listing.ts';
import { projectById } from './projects.ts';
import { noteRevocation } from './revocations.ts';
import { roleIds } from './role-references.ts';
import { roleById, view as roleView } from './roles.ts';
import { type TrustRow, roles, trusts } from './rows.ts';
import { DEEPEST, checkRedelegation, pedigree, trustById, unexplained } from './trust-chain.ts';
import { userById } from './users.ts';

const KNOWN = ['trustor_user_id', 'trustee_user_id', 'impersonation', 'project_id', 'remaining_uses', 'expires_at', 'roles'];
const REDELEGATION = ['allow_redelegation', 'redelegation_count', 'redelegated_trust_id'];

async function permitted(context: Context & { params: { trust_id: string } }): Promise<TrustRow> {
  const trust = await usable(context, context.params.trust_id);
  context.enforce({ trust });
  checkMayTrust(await ownToken(context));
  return trust;
}
/** One that is used up is not to be seen, though its tokens hold. */
async function usable(scope: Scope, id: string): Promise<TrustRow> {
  const trust = await trustById(scope, id);
  if (trust.remaining_uses !== null && trust.remaining_uses <= 0) throw notFound(`Could not find trust: ${id}.`);
  return trust;
}

export const trustHandlers = implement(table, {
  async list(context) {
    const { trustor_user_id, trustee_user_id } = context.query;
    if (trustor_user_id) context.enforce({ trust: { trustor_user_id } }, 'identity:list_trusts_for_trustor');
    else if (trustee_user_id) context.enforce({ trust: { trustee_user_id } }, 'identity:list_trusts_for_trustee');
    else context.enforce({});
    checkMayTrust(await ownToken(context));
    // with any other parameter upstream asks for none
    const asked = trustor_user_id ? { trustor_user_id } : trustee_user_id ? { trustee_user_id } : Object.keys(context.query).length ? { id: [] } : {};
    const found = await context.rows.list(trusts, { where: asked });
    return whole(
      context,
      'trusts',
      found.map((row) => view(context, row)),
    );
  },

  async create(context) {
    const sent = context.body.trust;
    context.enforce({ trust: sent });
    const token = await ownToken(context);
    checkMayTrust(token);
    if (sent.project_id && !sent.roles?.length) throw action('At least one role should be specified');
    await userById(context, sent.trustee_user_id);
    const role_ids = await roleIds(context, sent.roles ?? []);
    await checkHeld(context, role_ids);
    const expires_at = sent.expires_at ? expiry(context, sent.expires_at) : null;
    const parent = token.trust && (await usable(context, token.trust.id));
    const row = await redelegated(context, { ...newTrust(context, role_ids), expires_at }, parent);
    return { trust: await detail(context, await insert(context, row)) };
  },

  show: async (context) => ({ trust: await detail(context, await permitted(context)) }),

  async delete(context) {
    const { id } = await permitted(context);
    await removeTrust(context, id);
  },

  async roles(context) {
    const trust = await permitted(context);
    return { roles: await rolesOf(context, trust), links: rolesLinks(context, trust) };
  },
  async role(context) {
    const { role_id } = context.params;
    const trust = await permitted(context);
    if (!trust.role_ids.includes(role_id)) throw notFound(`Could not find role: ${role_id}.`);
    return { role: roleView(context, await roleById(context, role_id)) };
  },
});

type Creation = Request<typeof table.create>;
const newTrust = ({ world, body: { trust } }: Creation, role_ids: string[]): TrustRow => ({
  id: world.ids.hex(),
  trustor_user_id: trust.trustor_user_id,
  trustee_user_id: trust.trustee_user_id,
  project_id: trust.project_id ?? null,
  impersonation: trust.impersonation,
  expires_at: null,
  remaining_uses: trust.remaining_uses ?? null,
  redelegated_trust_id: null,
  redelegation_count: 0,
  role_ids,
  extras: extrasOf(trust, [...KNOWN, ...REDELEGATION]),
});

/** The trustor has to have what is lent. */
async function checkHeld(context: Creation, role_ids: readonly string[]): Promise<void> {
  const { trustor_user_id, project_id } = context.body.trust;
  const held = project_id ? await effective(context, trustor_user_id, { project_id: (await projectById(context, project_id)).id }) : new Set();
  const missing = role_ids.find((id) => !held.has(id));
  if (missing !== undefined) throw notFound(`Could not find role: ${missing}.`);
}

/** How far it may be passed on. @throws CloudError 400, 403 */
async function redelegated(context: Creation, row: TrustRow, parent: TrustRow | undefined): Promise<TrustRow> {
  const { allow_redelegation, redelegation_count: asked = null } = context.body.trust;
  const open = Boolean(allow_redelegation) && asked !== 0;
  if (open && asked !== null && asked > DEEPEST) throw unexplained();
  if (open && row.remaining_uses !== null) throw badRequest('remaining_uses must not be set if redelegation is allowed');
  if (!parent) return { ...row, redelegation_count: open ? (asked ?? DEEPEST) : 0 };
  const left = parent.redelegation_count - 1;
  if (open && asked && asked !== left) throw unexplained();
  const passed = { ...row, redelegated_trust_id: parent.id, redelegation_count: open ? (asked ?? left) : 0 };
  for (const above of await pedigree(context, parent.id)) {
    checkRedelegation(above, passed);
    passed.expires_at ??= above.expires_at;
  }
  return passed;
}

async function insert({ rows }: Creation, row: TrustRow): Promise<TrustRow> {
  const { trustor_user_id, trustee_user_id, project_id, impersonation, expires_at } = row;
  const alike = await rows.list(trusts, { where: { trustor_user_id, trustee_user_id, project_id } });
  // a database takes no two nulls for equal
  const twice = project_id !== null && expires_at !== null && alike.some((other) => other.impersonation === impersonation && other.expires_at === expires_at);
  if (twice) throw stored('trust', `Duplicate entry found with ID ${row.id}`);
  return rows.insert(trusts, row);
}

/** With what was passed on from it. */
async function removeTrust(scope: Scope, id: string): Promise<void> {
  for (const child of await scope.rows.list(trusts, { where: { redelegated_trust_id: id } })) await removeTrust(scope, child.id);
  await noteRevocation(scope, { trust_id: id });
  await scope.rows.remove(trusts, id);
}
/** Of a user or a project that is gone. */
export async function removeTrustsOf(
  { rows }: Scope,
  where: { trustor_user_id: string } | { trustee_user_id: string } | { project_id: string },
): Promise<void> {
  for (const { id } of await rows.list(trusts, { where })) await rows.remove(trusts, id);
}

type View = z.input<(typeof table)['show']['returns']>['trust'];
const view = (context: Context, row: TrustRow): View => ({
  ...row.extras,
  id: row.id,
  trustor_user_id: row.trustor_user_id,
  trustee_user_id: row.trustee_user_id,
  project_id: row.project_id,
  impersonation: row.impersonation,
  expires_at: row.expires_at === null ? null : micros(row.expires_at),
  remaining_uses: row.remaining_uses,
  deleted_at: null,
  redelegated_trust_id: row.redelegated_trust_id,
  redelegation_count: row.redelegation_count,
  links: { self: linkTo(context, 'OS-TRUST', 'trusts', row.id) },
});
const detail = async (context: Context, row: TrustRow): Promise<View> => ({
  ...view(context, row),
  roles: await rolesOf(context, row),
  roles_links: rolesLinks(context, row),
});
async function rolesOf(context: Context, { role_ids }: TrustRow) {
  const found = await Promise.all(role_ids.map((id) => context.rows.get(roles, id)));
  return found.filter((role) => role !== undefined).map((role) => roleView(context, role));
}
/** Upstream leaves the collection out. */
const rolesLinks = (context: Context, { id }: TrustRow) => ({ self: linkTo(context, id, 'roles'), next: null, previous: null });
