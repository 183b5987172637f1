/** Tokens. https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management `keystone/api/auth.py` */
import type { z } from 'zod';
import { type Token, tokens } from '../../contracts/identity/tokens.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { micros, naive } from '../core/clock.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Bearer, bearer, chain, issue, lost } from './bearer.ts';
import { catalogFor } from './catalog.ts';
import { type Authenticated, logIn } from './log-in.ts';
import { refused } from './lookups.ts';
import { noteRevocation } from './revocations.ts';
import { type ApplicationCredentialRow, type RoleRow, type TrustRow, accessRules, revocations, trusts } from './rows.ts';
import type { Wanted } from './scopes.ts';
import { enabledProviders } from './service-providers.ts';
import { applicationCredentialById } from './standing.ts';
import { trustById } from './trust-chain.ts';

const LIFETIME = 3_600_000;
/** How long after its end a service may still have a token confirmed, for work that it has begun. */
const GRACE = 172_800_000;

export const tokenHandlers = implement(tokens, {
  async issue(context) {
    const issued = await issueTo(context, await logIn(context, context.body.auth));
    const answer = await view(context, issued, context.query);
    if (issued.trust && issued.trust.remaining_uses !== null) await consume(context, issued.trust.id);
    return reply(answer, { 'X-Subject-Token': issued.token });
  },

  async validate(context) {
    const { query } = context;
    const found = await subject(context, boolFromString(query.allow_expired) ? GRACE : 0);
    return reply(await view(context, found, query), { 'X-Subject-Token': found.token });
  },
  async check(context) {
    const { query } = context;
    const found = await subject(context, boolFromString(query.allow_expired) ? GRACE : 0);
    return reply(await view(context, found, query), { 'X-Subject-Token': found.token });
  },

  async revoke(context) {
    await revoke(context, await subject(context), boolFromString(context.query.cascade) ?? true);
  },
});

/** A token for somebody who has logged in. Throws 401 where nothing stands to issue one for. */
export async function issueTo(context: Context, { user_id, methods, on, parent }: Authenticated): Promise<Bearer> {
  const { now, world } = context;
  const own = Buffer.from(world.ids.bytes(16)).toString('base64url');
  const issued = await issue(context, {
    ...on,
    user_id,
    methods,
    expires_at: wholeSecond(Math.min(parent?.expires_at ?? now + LIFETIME, await endOf(context, on))),
    audit_ids: parent ? [own, parent.audit_ids.at(-1) ?? own] : [own],
  });
  if (!issued) throw refused();
  return issued;
}
const wholeSecond = (time: number): number => time - (time % 1000);

/** Kills a token, with those that were bought with it, and forgets those that would be dead anyway. */
export async function revoke(context: Context, { audit_ids, expires_at }: Bearer, cascade: boolean): Promise<void> {
  const { rows, now } = context;
  const [own = ''] = audit_ids;
  await noteRevocation(context, { audit_id: own });
  if (cascade) await noteRevocation(context, { audit_chain_id: own });
  for (const id of [own, ...(cascade ? [chain(own)] : [])]) await rows.update(revocations, { id, expires_at });
  for (const old of await rows.list(revocations, { where: { expires_at: { lt: now - GRACE } } })) await rows.remove(revocations, old.id);
}

/** When what the token stands on comes to its end. */
async function endOf(context: Context, { trust_id, application_credential_id }: Wanted): Promise<number> {
  const trust = trust_id ? await trustById(context, trust_id) : undefined;
  const credential = application_credential_id ? await applicationCredentialById(context, application_credential_id) : undefined;
  return Math.min(trust?.expires_at ?? Infinity, credential?.expires_at ?? Infinity);
}
/** One use of a trust less. */
async function consume({ transaction }: Context, id: string): Promise<void> {
  await transaction(async (rows) => {
    const trust = await rows.get(trusts, id);
    if (trust && trust.remaining_uses !== null) await rows.update(trusts, { ...trust, remaining_uses: trust.remaining_uses - 1 });
  });
}

/** The token that the request is about, once the caller may know of it. */
async function subject(context: Context, grace = 0): Promise<Bearer> {
  const token = context.header('x-subject-token');
  if (token === undefined) {
    context.enforce({});
    throw notFound('No token in the request');
  }
  const found = await bearer(context, token, grace);
  if (!found) throw await lost(context, token);
  const ruled = found.application_credential?.access_rule_ids.length;
  // who does not know of access rules could not keep to them
  if (ruled && !(Number(context.header('openstack-identity-access-rules')) >= 1)) throw notFound('Failed to validate token');
  context.enforce({ token_user_id: found.user_id });
  return found;
}

type View = z.output<typeof Token>;
async function view(context: Context, found: Bearer, { nocatalog }: { nocatalog?: string | undefined }): Promise<{ token: View }> {
  const { user, user_domain, project, project_domain, domain, system, trust, application_credential, roles } = found;
  const token: View = {
    methods: [...found.methods],
    user: { domain: named(user_domain), ...named(user), password_expires_at: user.password_set?.expires_at ? naive(user.password_set.expires_at) : null },
    audit_ids: [...found.audit_ids],
    expires_at: micros(found.expires_at),
    issued_at: micros(found.issued_at),
  };
  const providers = await enabledProviders(context);
  if (providers.length) token.service_providers = providers;
  if (!project && !domain && !system) return { token };
  if (project && project_domain) token.project = { domain: named(project_domain), ...named(project) };
  if (project && !trust) token.is_domain = project.is_domain;
  if (trust) token['OS-TRUST:trust'] = trustView(trust);
  if (application_credential) token.application_credential = await credentialView(context, application_credential);
  if (domain) token.domain = named(domain);
  token.roles = roles.map((role) => (trust ? { ...role.extras, ...named(role), ...lentOf(role) } : named(role)));
  if (system) token.system = { all: true };
  if (nocatalog === undefined) token.catalog = await catalogFor(context, trust?.trustor_user_id ?? user.id, project?.id);
  return { token };
}
const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
const lentOf = ({ domain_id, description, options }: RoleRow) => ({ domain_id, description, options });
const trustView = ({ id, trustor_user_id, trustee_user_id, impersonation }: TrustRow) => ({
  id,
  trustor_user: { id: trustor_user_id },
  trustee_user: { id: trustee_user_id },
  impersonation,
});
async function credentialView({ rows }: Context, { id, name, unrestricted, access_rule_ids }: ApplicationCredentialRow) {
  const rules = await Promise.all(access_rule_ids.map((rule) => rows.get(accessRules, rule)));
  const access_rules = rules.filter((rule) => rule !== undefined).map(({ id: rule_id, service, path, method }) => ({ id: rule_id, service, path, method }));
  return { id, name, restricted: unrestricted !== true, ...(access_rules.length > 0 && { access_rules }) };
}
