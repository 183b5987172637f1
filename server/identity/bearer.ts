/** What a token stands for, as things are now. `keystone/token/provider.py`, `keystone/models/token_model.py` */
import type { Caller } from '../core/policy.ts';
import type { Scope, World } from '../core/world.ts';
import { rolesOf } from './access.ts';
import { open, seal } from './fernet.ts';
import { type Payload, pack, unpack } from './payload.ts';
import { remember } from './remember.ts';
import { type ProjectRow, type RoleRow, type UserRow, keys, projects, revocations, users } from './rows.ts';

/** A token with the rows behind it. */
export interface Bearer extends Payload {
  token: string;
  issued_at: number;
  user: UserRow;
  user_domain: ProjectRow;
  project?: ProjectRow;
  project_domain?: ProjectRow;
  domain?: ProjectRow;
  roles: readonly RoleRow[];
}

const keyOf = async (scope: Scope): Promise<Uint8Array> =>
  remember(scope, 'key', async () => Buffer.from((await scope.rows.get(keys, 'fernet'))?.key ?? '', 'base64'));

/** Made with the world, from its ids. */
export async function makeKey({ world, rows }: Scope): Promise<void> {
  if (!(await rows.get(keys, 'fernet'))) await rows.insert(keys, { id: 'fernet', key: Buffer.from(world.ids.bytes(32)).toString('base64') });
}

interface Opened extends Payload {
  issued_at: number;
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
  const payload = unpack(sealed.data);
  const fresh = { ...payload, issued_at: sealed.seconds * 1000 + (payload.expires_at % 1000) };
  known.set(token, fresh);
  return fresh;
}

/** Seals a payload. */
export async function issue(scope: Scope, payload: Payload): Promise<string> {
  return seal(await keyOf(scope), pack(payload), Math.floor(scope.now / 1000), scope.world.ids.bytes(16));
}

/** Is this one of ours, whatever became of it? */
export const recognized = async (scope: Scope, token: string): Promise<boolean> => (await read(scope, token)) !== undefined;

/**
 * Undefined when the token is none, has expired, was revoked, or has lost what it was issued for.
 * @param grace how long ago it may have expired, in milliseconds
 */
export async function bearer(scope: Scope, token: string, grace = 0): Promise<Bearer | undefined> {
  const payload = await read(scope, token);
  if (!payload || Math.floor(payload.expires_at / 1000) * 1000 + grace <= scope.now) return undefined;
  return remember(scope, `bearer/${token}`, async () => resolve(scope, token, payload));
}

async function resolve(scope: Scope, token: string, payload: Opened): Promise<Bearer | undefined> {
  const { rows } = scope;
  const get = async (id: string | null | undefined): Promise<ProjectRow | undefined> => (id ? rows.get(projects, id) : undefined);
  const holds = (row: UserRow | ProjectRow | undefined): boolean => row !== undefined && row.enabled && row.valid_since <= payload.issued_at;

  const user = await rows.get(users, payload.user_id);
  const user_domain = await get(user?.domain_id);
  if (!user || !user_domain || !holds(user) || !holds(user_domain)) return undefined;
  // a token bought with this one lives on
  if (await rows.get(revocations, payload.audit_ids[0] ?? '')) return undefined;

  const { project_id, domain_id, system } = payload;
  const base = { ...payload, token, user, user_domain, roles: [] };
  if (!project_id && !domain_id && !system) return base;
  const roles = await rolesOf(scope, user.id, payload);
  if (!roles.length) return undefined;
  if (system) return { ...base, roles };
  const project = await get(project_id);
  const domain = await get(domain_id);
  const project_domain = project?.is_domain ? project : await get(project?.domain_id);
  if (domain) return holds(domain) ? { ...base, roles, domain } : undefined;
  if (!project || !project_domain || !holds(project) || !holds(project_domain)) return undefined;
  return { ...base, roles, project, project_domain };
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
