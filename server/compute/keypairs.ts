/**
 * Keypairs, of a user and not of a project. https://docs.openstack.org/api-ref/compute/#keypairs-keypairs
 * Follows `nova/api/openstack/compute/keypairs.py` and `nova/compute/api.py: KeypairAPI`.
 */
import { keypairs as table } from '../../contracts/compute/keypairs.ts';
import { naive } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, forbidden, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { nextPage } from './links.ts';
import { limitOf } from './paging.ts';
import { limitsFor } from './quota.ts';
import { newX509Key } from './x509-key.ts';
import { certificateFingerprint, fingerprint, newKey } from './ssh-key.ts';

export interface Keypair {
  /** User and name. */
  id: string;
  number: number;
  user_id: string;
  name: string;
  type: 'ssh' | 'x509';
  public_key: string;
  fingerprint: string;
  created_at: number;
}
const keypairs = collection<Keypair>('compute_keypairs', { user_id: 'text', name: 'text', number: 'integer' }, [['user_id', 'name']]);

const idOf = (userId: string, name: string): string => `${userId}/${name}`;

/** Throws 404. */
async function keypairOf({ rows }: Pick<Scope, 'rows'>, userId: string, name: string): Promise<Keypair> {
  const keypair = await rows.get(keypairs, idOf(userId, name));
  if (!keypair) throw notFound(`Keypair ${name} not found for user ${userId}`);
  return keypair;
}

export const keyExists = async ({ rows }: Pick<Scope, 'rows'>, userId: string, name: string): Promise<boolean> =>
  (await rows.get(keypairs, idOf(userId, name))) !== undefined;

export const keypairHandlers = implement(table, {
  list: async (request) => {
    const { query } = request;
    const user_id = owner(request, query.user_id?.[0]);
    const marker = query.marker?.at(-1);
    const after = marker === undefined ? undefined : await request.rows.get(keypairs, idOf(user_id, marker));
    if (marker !== undefined && !after) throw badRequest(`Marker ${marker} could not be found.`);
    const limit = limitOf(query);
    const page = await request.rows.list(keypairs, { where: { user_id }, sort: [['name', 'asc']], limit, ...(after && { after }) });
    const named = page.map(({ name }) => ({ id: name }));
    return {
      keypairs: page.map(({ name, public_key, fingerprint, type }) => ({ keypair: { name, public_key, fingerprint, type } })),
      keypairs_links: nextPage(request, 'os-keypairs', named, limit),
    };
  },
  show: async (request) => {
    const { id: _, number, created_at, ...keypair } = await keypairOf(request, owner(request, request.query.user_id?.[0]), request.params.keypair_name);
    return { keypair: { ...keypair, id: number, created_at: naive(created_at), deleted: false, deleted_at: null, updated_at: null } };
  },
  create: async (request) => {
    const { name, type = 'ssh', public_key, user_id } = request.body.keypair;
    const of = owner(request, user_id);
    await checkQuota(request, of);
    const made = public_key === undefined ? await generated(request, type, of) : { public_key };
    const keypair = { user_id: of, name: name.trim(), type, public_key: made.public_key, fingerprint: fingerprintOf(type, made.public_key) };
    await insert(request, keypair);
    return { keypair: { ...made, ...keypair } };
  },
  delete: async (request) => {
    const keypair = await keypairOf(request, owner(request, request.query.user_id?.[0]), request.params.keypair_name);
    await request.rows.remove(keypairs, keypair.id);
  },
});

/** Whose keypairs are meant: the caller's, unless a user is named. Throws 403. */
function owner({ caller, enforce }: Context, named: string | undefined): string {
  const user_id = named || caller.user_id;
  enforce({ user_id });
  return user_id;
}
async function checkQuota(request: Context, user_id: string): Promise<void> {
  const { key_pairs: limit } = await limitsFor(request, request.caller.project_id ?? '');
  if (limit !== -1 && (await request.rows.count(keypairs, { user_id })) >= limit) throw forbidden('Quota exceeded, too many key pairs.');
}
const generated = ({ world: { ids }, now }: Context, type: Keypair['type'], user: string): ReturnType<typeof newKey> =>
  type === 'x509' ? newX509Key(ids, user, now) : newKey(ids);
function fingerprintOf(type: Keypair['type'], key: string): string {
  if (type === 'ssh') return fingerprint(key) ?? invalid('failed to generate fingerprint');
  try {
    return certificateFingerprint(key);
  } catch {
    const faq = 'https://cryptography.io/en/latest/faq/#why-can-t-i-import-my-pem-file';
    return invalid(`failed to generate X509 fingerprint. Error message: Unable to load PEM file. See ${faq} for more details. MalformedFraming`);
  }
}
function invalid(reason: string): never {
  throw badRequest(`Keypair data is invalid: ${reason}`);
}
async function insert({ rows, now }: Context, keypair: Omit<Keypair, 'id' | 'number' | 'created_at'>): Promise<void> {
  const id = idOf(keypair.user_id, keypair.name);
  if (await rows.get(keypairs, id)) throw conflict(`Key pair '${keypair.name}' already exists.`);
  const [newest] = await rows.list(keypairs, { sort: [['number', 'desc']], limit: 1 });
  await rows.insert(keypairs, { id, number: (newest?.number ?? 0) + 1, ...keypair, created_at: now });
}
