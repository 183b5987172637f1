/** What a token stands for, as things are now. `keystone/token/provider.py`, `keystone/models/token_model.py` */
import { type CloudError, notFound } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope, World } from '../core/world.ts';
import { open, seal } from './fernet.ts';
import { keyOf } from './keys.ts';
import { type Payload, pack, unpack } from './payload.ts';
import { remember } from './remember.ts';
import { revocations, users } from './rows.ts';
import { type Standing, rolesFor, standing } from './standing.ts';

/** A token with its time of issue (ms). */
interface Opened extends Payload {
  token: string;
  issued_at: number;
}
export interface Bearer extends Standing, Opened {
  generation: number;
}

/** Tokens do not change: what is inside one is read once. */
const opened = new WeakMap<World, Map<string, Opened>>();
const MOST = 10_000;
async function read(scope: Scope, token: string): Promise<Opened | undefined> {
  let known = opened.get(scope.world);
  if (!known || known.size >= MOST) opened.set(scope.world, (known = new Map()));
  const found = known.get(token);
  if (found) return found;
  const sealed = open(await keyOf(scope, 'tokens'), token);
  if (!sealed) return undefined;
  const fresh = { ...unpack(sealed.data), token, issued_at: sealed.seconds * 1000 };
  known.set(token, fresh);
  return fresh;
}

/** Id of the revocation of all tokens that were bought with one. */
export const chain = (auditId: string): string => `chain/${auditId}`;

/** A new token; undefined where nothing stands to issue one for. @throws CloudError as `standing` */
export async function issue(scope: Scope, payload: Omit<Payload, 'generation'>): Promise<Bearer | undefined> {
  const found = await standing(scope, payload);
  if (!found) return undefined;
  const seconds = Math.floor(scope.now / 1000);
  const whole = { ...payload, generation: found.generation };
  const token = seal(await keyOf(scope, 'tokens'), pack(whole), seconds, scope.world.ids.bytes(16));
  return { ...found, ...whole, token, issued_at: seconds * 1000 };
}

/**
 * Undefined when the token is none, has expired, was revoked, or has lost what it was issued for.
 * @throws CloudError as `standing`
 * @param grace how long ago it may have expired, in milliseconds
 */
export async function bearer(scope: Scope, token: string, grace = 0): Promise<Bearer | undefined> {
  const payload = await read(scope, token);
  if (!payload || payload.expires_at + grace <= scope.now) return undefined;
  return remember(scope, `bearer/${token}`, async () => {
    const found = await standing(scope, payload);
    if (found?.generation !== payload.generation) return undefined;
    const [own = '', first] = payload.audit_ids;
    for (const id of [own, ...(first === undefined ? [] : [chain(first)])]) if (await scope.rows.get(revocations, id)) return undefined;
    return { ...found, ...payload };
  });
}

/** @throws CloudError 404 when the token is of a user who is no more: Keystone says so even to the bearer */
export async function checkUser(scope: Scope, token: string): Promise<void> {
  const payload = await read(scope, token);
  if (payload && payload.expires_at > scope.now && !(await scope.rows.get(users, payload.user_id))) throw await lost(scope, token);
}

/** Why `bearer` knows nothing, as Keystone says it. */
export async function lost(scope: Scope, token: string): Promise<CloudError> {
  const payload = await read(scope, token);
  if (!payload) return notFound('Could not recognize Fernet token');
  const { user_id, project_id, domain_id, system } = payload;
  const user = await scope.rows.get(users, user_id);
  const scoped = project_id ?? domain_id ?? system;
  const held = user?.enabled && payload.expires_at > scope.now;
  if (held && scoped && !(await rolesFor(scope, payload)).length) return notFound(`Could not find token: ${token}.`);
  return notFound('Failed to validate token');
}

/** The bearer in the words of every service. */
export function callerOf({ token, user, project, domain, system, roles, issued_at, expires_at }: Bearer): Caller {
  return {
    user_id: user.id,
    user_name: user.name,
    user_domain_id: user.domain_id,
    ...(project && { project_id: project.id, project_name: project.name, project_domain_id: project.domain_id ?? project.id }),
    ...(domain && { domain_id: domain.id }),
    ...(system && { system }),
    roles: new Set(roles.map(({ name }) => name)),
    token,
    issued_at,
    expires_at,
  };
}
