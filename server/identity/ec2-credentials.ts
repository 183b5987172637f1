/** Credentials for EC2. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ec2-api `keystone/api/users.py` */
import { ec2Credentials as table } from '../../contracts/identity/ec2-credentials.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound, unauthorized } from '../core/errors.ts';
import { type CredentialRow, blobOf, createCredential, credentialById, credentialsOf, idOf, removeCredential } from './credentials.ts';
import { checkPrimary, ownToken } from './delegation.ts';
import { linkTo, whole } from './listing.ts';
import { projectById } from './projects.ts';
import { userById } from './users.ts';

async function permitted(context: Context & { params: { user_id: string; credential_id: string } }): Promise<CredentialRow> {
  const { user_id, credential_id } = context.params;
  const credential = await credentialById(context, idOf(credential_id));
  context.enforce({ credential });
  await userById(context, user_id);
  if (credential.type !== 'ec2') throw unauthorized('EC2 access key not found.');
  checkPrimary(await ownToken(context));
  return credential;
}

export const ec2CredentialHandlers = implement(table, {
  async list(context) {
    const { user_id } = context.params;
    context.enforce({ user_id });
    checkPrimary(await ownToken(context));
    await userById(context, user_id);
    const found = await credentialsOf(context, { user_id, type: 'ec2' });
    return whole(context, 'credentials', await Promise.all(found.map((row) => view(context, row))));
  },

  async create(context) {
    const { user_id } = context.params;
    const { tenant_id } = context.body;
    context.enforce({ credential: { user_id } });
    await userById(context, user_id);
    if (tenant_id === undefined) throw notFound('Could not find project: None.');
    await projectById(context, tenant_id);
    checkPrimary(await ownToken(context));
    const { ids } = context.world;
    const access = ids.hex();
    const blob = JSON.stringify({ access, secret: ids.hex(), trust_id: null });
    const row = await createCredential(context, { id: idOf(access), user_id, project_id: tenant_id, type: 'ec2', extras: {} }, blob);
    return { credential: await view(context, row) };
  },

  show: async (context) => ({ credential: await view(context, await permitted(context)) }),

  async delete(context) {
    await removeCredential(context, (await permitted(context)).id);
  },
});

async function view(context: Context, row: CredentialRow) {
  const { access, secret = null, trust_id = null } = JSON.parse(await blobOf(context, row)) as { access: string; secret?: string; trust_id?: string };
  return {
    user_id: row.user_id,
    tenant_id: row.project_id,
    access,
    secret,
    trust_id,
    links: { self: linkTo(context, 'users', row.user_id, 'credentials', 'OS-EC2', access) },
  };
}
