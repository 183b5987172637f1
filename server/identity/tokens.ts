/** Tokens. https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management `keystone/api/auth.py` */
import type { z } from 'zod';
import { type Token, tokens } from '../../contracts/identity/tokens.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { micros } from '../core/clock.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Bearer, bearer, issue, lost } from './bearer.ts';
import { catalogFor } from './catalog.ts';
import { logIn, refused } from './log-in.ts';
import { revocations } from './rows.ts';

const LIFETIME = 3_600_000;
/** How long after its end a service may still have a token confirmed, for work that it has begun. */
const GRACE = 172_800_000;

export const tokenHandlers = implement(tokens, {
  async issue(context) {
    const { now, world, body, query } = context;
    const { user_id, methods, on, parent } = await logIn(context, body.auth);
    const own = Buffer.from(world.ids.bytes(16)).toString('base64url');
    const issued = await issue(context, {
      ...on,
      user_id,
      methods,
      expires_at: parent?.expires_at ?? wholeSecond(now) + LIFETIME,
      audit_ids: parent ? [own, parent.audit_ids.at(-1) ?? own] : [own],
    });
    if (!issued) throw refused();
    return reply(await view(context, issued, query), { 'X-Subject-Token': issued.token });
  },

  async validate(context) {
    const { query } = context;
    const token = context.header('x-subject-token');
    const found = await subject(context, token, boolFromString(query.allow_expired) ? GRACE : 0);
    return reply(await view(context, found, query), { 'X-Subject-Token': found.token });
  },

  async revoke(context) {
    const { audit_ids, expires_at } = await subject(context, context.header('x-subject-token'));
    await context.rows.insert(revocations, { id: audit_ids[0] ?? '', expires_at });
    for (const old of await context.rows.list(revocations, { where: { expires_at: { lt: context.now - GRACE } } }))
      await context.rows.remove(revocations, old.id);
  },
});

const wholeSecond = (time: number): number => time - (time % 1000);

/** The token that the request is about, once the caller may know of it. */
async function subject(context: Context, token: string | undefined, grace = 0): Promise<Bearer> {
  if (token === undefined) {
    context.enforce({});
    throw notFound('No token in the request');
  }
  const found = await bearer(context, token, grace);
  if (!found) throw await lost(context, token);
  context.enforce({ token_user_id: found.user_id });
  return found;
}

type View = z.output<typeof Token>;
async function view(context: Context, found: Bearer, { nocatalog }: { nocatalog?: string | undefined }): Promise<{ token: View }> {
  const { user, user_domain, project, project_domain, domain, system, roles } = found;
  const token: View = {
    methods: [...found.methods],
    user: { domain: named(user_domain), ...named(user), password_expires_at: null },
    audit_ids: [...found.audit_ids],
    expires_at: micros(found.expires_at),
    issued_at: micros(found.issued_at),
  };
  if (!project && !domain && !system) return { token };
  if (project && project_domain) Object.assign(token, { project: { domain: named(project_domain), ...named(project) }, is_domain: project.is_domain });
  if (domain) token.domain = named(domain);
  token.roles = roles.map(named);
  if (system) token.system = { all: true };
  if (nocatalog === undefined) token.catalog = await catalogFor(context, user.id, project?.id);
  return { token };
}
const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
