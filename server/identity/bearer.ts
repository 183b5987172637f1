/** What a token stands for, as things are now. `keystone/token/provider.py`, `keystone/models/token_model.py` */
import { createHash } from 'node:crypto';
import { type CloudError, notFound } from '../core/errors.ts';
import type { Caller } from '../core/policy.ts';
import type { Scope, World } from '../core/world.ts';
import { type On, rolesOf } from './access.ts';
import { type FernetKey, fernetKey, open, seal } from './fernet.ts';
import { type Payload, pack, unpack } from './payload.ts';
import { remember } from './remember.ts';
import { type ProjectRow, type RoleRow, type UserRow, keys, projects, revocations, users } from './rows.ts';

/** Somebody on something, with the rows behind it. */
interface Standing {
  user: UserRow;
  user_domain: ProjectRow;
  project?: ProjectRow;
  project_domain?: ProjectRow;
  domain?: ProjectRow;
  roles: readonly RoleRow[];
  generation: number;
}
/** A token with its time of issue (ms). */
interface Opened extends Payload {
  token: string;
  issued_at: number;
}
export interface Bearer extends Standing, Opened {
  generation: number;
}

const keyOf = async (scope: Scope): Promise<FernetKey> =>
  remember(scope, 'key', async () => fernetKey(Buffer.from((await scope.rows.get(keys, 'fernet'))?.key ?? '', 'base64')));
/** From the world's ids and its name: the tokens of one world do not hold in another, not even in one with the same ids. */
export async function makeKey({ world, rows }: Scope): Promise<void> {
  const key = createHash('sha256').update(world.ids.bytes(32)).update(world.name).digest('base64');
  await rows.update(keys, { id: 'fernet', key });
}

/** Tokens do not change: what is inside one is read once. */
const opened = new WeakMap<World, Map<string, Opened>>();
const MOST = 10_000;
async function read(scope: Scope, token: string): Promise<Opened | undefined> {
  let known = opened.get(scope.world);
  if (!known || known.size >= MOST) opened.set(scope.world, (known = new Map()));
  const found = known.get(token);
  if (found) return found;
  const sealed = open(await keyOf(scope), token);
  if (!sealed) return undefined;
  const fresh = { ...unpack(sealed.data), token, issued_at: sealed.seconds * 1000 };
  known.set(token, fresh);
  return fresh;
}

/** Undefined when it no longer stands: somebody or something is gone or disabled, or no role is left. */
const standing = async (scope: Scope, userId: string, on: On): Promise<Standing | undefined> =>
  remember(scope, `standing/${userId}/${on.project_id ?? ''}/${on.domain_id ?? ''}/${on.system ?? ''}`, async () => {
    const get = async (id: string | null | undefined): Promise<ProjectRow | undefined> => (id ? scope.rows.get(projects, id) : undefined);
    const user = await scope.rows.get(users, userId);
    const user_domain = await get(user?.domain_id);
    const project = await get(on.project_id);
    const project_domain = project?.is_domain ? project : await get(project?.domain_id);
    const domain = await get(on.domain_id);
    const scoped = on.project_id ?? on.domain_id ?? on.system;
    const roles = scoped ? await rolesOf(scope, userId, on) : [];
    const needed = [user, user_domain, ...(on.project_id ? [project, project_domain] : []), ...(on.domain_id ? [domain] : [])];
    if (!user || !user_domain || needed.some((row) => !row?.enabled) || (scoped && !roles.length)) return undefined;
    const generation = needed.reduce((sum, row) => sum + (row?.generation ?? 0), 0) % 1_000_000;
    return { user, user_domain, ...(project && { project }), ...(project_domain && { project_domain }), ...(domain && { domain }), roles, generation };
  });

/** A new token; undefined where nothing stands to issue one for. */
export async function issue(scope: Scope, payload: Omit<Payload, 'generation'>): Promise<Bearer | undefined> {
  const found = await standing(scope, payload.user_id, payload);
  if (!found) return undefined;
  const seconds = Math.floor(scope.now / 1000);
  const whole = { ...payload, generation: found.generation };
  const token = seal(await keyOf(scope), pack(whole), seconds, scope.world.ids.bytes(16));
  return { ...found, ...whole, token, issued_at: seconds * 1000 };
}

/**
 * Undefined when the token is none, has expired, was revoked, or has lost what it was issued for.
 * @param grace how long ago it may have expired, in milliseconds
 */
export async function bearer(scope: Scope, token: string, grace = 0): Promise<Bearer | undefined> {
  const payload = await read(scope, token);
  if (!payload || payload.expires_at + grace <= scope.now) return undefined;
  return remember(scope, `bearer/${token}`, async () => {
    const found = await standing(scope, payload.user_id, payload);
    if (found?.generation !== payload.generation) return undefined;
    // the id is this token's own: one that was bought with it lives on
    if (await scope.rows.get(revocations, payload.audit_ids[0] ?? '')) return undefined;
    return { ...found, ...payload };
  });
}

/** Why `bearer` knows nothing, as Keystone says it. */
export async function lost(scope: Scope, token: string): Promise<CloudError> {
  const payload = await read(scope, token);
  if (!payload) return notFound('Could not recognize Fernet token');
  const { user_id, project_id, domain_id, system } = payload;
  const user = await scope.rows.get(users, user_id);
  if (!user) return notFound(`Could not find user: ${user_id}.`);
  const scoped = project_id ?? domain_id ?? system;
  const held = user.enabled && payload.expires_at > scope.now;
  if (held && scoped && !(await rolesOf(scope, user_id, payload)).length) return notFound(`Could not find token: ${token}.`);
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
