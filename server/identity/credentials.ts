/** Credentials. https://docs.openstack.org/api-ref/identity/v3/#credentials `keystone/api/credentials.py`, `keystone/credential` */
import { createHash } from 'node:crypto';
import { credentials as table } from '../../contracts/identity/credentials.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { extrasOf, sameId, stored } from './attributes.ts';
import { checkPrimary, ownToken } from './delegation.ts';
import { open, seal } from './fernet.ts';
import { keyOf } from './keys.ts';
import { linkTo, listed, whole } from './listing.ts';
import { expecting } from './lookups.ts';
import type { Extras } from './rows.ts';

export interface CredentialRow {
  id: string;
  user_id: string;
  project_id: string | null;
  type: string;
  /** The blob, encrypted: its secrets are not at rest in the clear. */
  sealed: string;
  extras: Extras;
}
const credentials = collection<CredentialRow>('identity_credentials', { user_id: 'text', project_id: 'text', type: 'text' });
const KNOWN = ['user_id', 'project_id', 'type', 'blob'];

/** Asks for the right before it tells whether there is such a credential. */
async function permitted(context: Context & { params: { credential_id: string } }): Promise<CredentialRow> {
  const { credential_id } = context.params;
  const credential = await context.rows.get(credentials, credential_id);
  context.enforce(credential ? { credential } : {});
  if (!credential) throw notFound(`Could not find credential: ${credential_id}.`);
  checkPrimary(await ownToken(context));
  return credential;
}

export const credentialHandlers = implement(table, {
  async list(context) {
    const { caller } = context;
    context.enforce(caller.system ? {} : { credential: { user_id: caller.user_id } });
    const token = await ownToken(context);
    const page = await listed(context, 'credentials', {
      from: credentials,
      filters: ['user_id', 'type'],
      filter: (credential) => !token.trust && !token.application_credential && context.may('identity:get_credential', { credential }),
      view: (row) => row,
    });
    return { ...whole(context, 'credentials', await Promise.all(page.credentials.map((row) => view(context, row)))), links: page.links };
  },

  async create(context) {
    const sent = context.body.credential;
    context.enforce({ credential: sent });
    checkPrimary(await ownToken(context));
    const id = sent.type.toLowerCase() === 'ec2' ? idOf(accessOf(sent.blob)) : context.world.ids.hex();
    const { user_id, project_id = null, type, blob } = sent;
    const row = await createCredential(context, { id, user_id, project_id, type, extras: extrasOf(sent, KNOWN) }, blob);
    return { credential: await view(context, row) };
  },

  show: async (context) => ({ credential: await view(context, await permitted(context)) }),

  async update(context) {
    const credential = await permitted(context);
    const { blob } = context.body.credential;
    if (credential.type.toLowerCase() === 'ec2') await checkScopeKept(context, credential, blob);
    sameId(context.body.credential, credential.id);
    const row = { ...credential, sealed: await sealedBlob(context, blob) };
    return { credential: await view(context, await context.rows.update(credentials, row)) };
  },

  async delete(context) {
    const { id } = await permitted(context);
    await context.rows.remove(credentials, id);
  },
});

/** EC2's are found by their access key. */
export const idOf = (access: string): string => createHash('sha256').update(access).digest('hex');

/** Seals the blob. @throws CloudError 409 for an id that is taken */
export async function createCredential(scope: Scope, row: Omit<CredentialRow, 'sealed'>, blob: string): Promise<CredentialRow> {
  if (await scope.rows.get(credentials, row.id)) throw stored('credential', `Duplicate entry found with ID ${row.id}`);
  return scope.rows.insert(credentials, { ...row, sealed: await sealedBlob(scope, blob) });
}
/** @throws CloudError 404 */
export async function credentialById({ rows }: Scope, id: string): Promise<CredentialRow> {
  const credential = await rows.get(credentials, id);
  if (!credential) throw notFound(`Could not find credential: ${id}.`);
  return credential;
}
export const credentialsOf = async ({ rows }: Scope, where: { user_id: string; type: string }): Promise<CredentialRow[]> => rows.list(credentials, { where });
/** The blobs of a user's credentials of one type. */
export const secretsOf = async (scope: Scope, user_id: string, type: string): Promise<string[]> =>
  Promise.all((await credentialsOf(scope, { user_id, type })).map((row) => blobOf(scope, row)));
export async function removeCredential({ rows }: Scope, id: string): Promise<void> {
  await rows.remove(credentials, id);
}
/** Of a user or a project that is gone. */
export async function removeCredentialsOf({ rows }: Scope, where: { user_id: string } | { project_id: string }): Promise<void> {
  for (const { id } of await rows.list(credentials, { where })) await rows.remove(credentials, id);
}

async function sealedBlob(scope: Scope, blob: string): Promise<string> {
  return seal(await keyOf(scope, 'credentials'), Buffer.from(blob), Math.floor(scope.now / 1000), scope.world.ids.bytes(16));
}
/** The blob as it was sent; empty where the key that sealed it is gone. */
export async function blobOf(scope: Scope, { sealed }: CredentialRow): Promise<string> {
  return Buffer.from(open(await keyOf(scope, 'credentials'), sealed)?.data ?? '').toString();
}

type Blob = Record<string, unknown>;
function parsed(blob: string): Blob {
  try {
    return JSON.parse(blob) as Blob;
  } catch {
    throw badRequest('Invalid blob in credential');
  }
}
function accessOf(blob: string): string {
  const value = parsed(blob);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.keys(value).length) throw expecting('blob', 'credential');
  const { access } = value;
  if (access === undefined || access === null) throw expecting('access', 'credential');
  return String(access);
}
async function checkScopeKept(scope: Scope, credential: CredentialRow, blob: string): Promise<void> {
  accessOf(blob);
  const [before, after] = [parsed(await blobOf(scope, credential)), parsed(blob)];
  for (const key of ['trust_id', 'app_cred_id', 'access_token_id', 'access_id']) {
    if ((before[key] ?? null) !== (after[key] ?? null)) throw badRequest(`${key} can not be updated for credential`);
  }
}

const view = async (context: Context, row: CredentialRow) => ({
  ...row.extras,
  id: row.id,
  user_id: row.user_id,
  project_id: row.project_id,
  type: row.type,
  blob: await blobOf(context, row),
  links: { self: linkTo(context, 'credentials', row.id) },
});
