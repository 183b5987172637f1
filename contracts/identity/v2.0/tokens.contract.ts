import { expect } from 'vitest';
import { contract } from '../../../test/contract/contract.ts';
import { FORMER, former } from '../../../test/contract/former.ts';
import { identityV2 } from './service.ts';
import { tenants } from './tenants.ts';
import { tokens } from './tokens.ts';

const credentials = { username: 'admin', password: '000000' };
const auth = { tenantName: 'admin', passwordCredentials: credentials };

contract('tokens of v2.0', { needs: ['admin'], emulatorOnly: FORMER }, (it) => {
  it('are issued for a tenant, by name or id, or for none', async ({ admin }) => {
    const { access } = (await former(admin, identityV2, tokens.issue, { json: { auth } })).json;
    const { id: tenantId } = access.token.tenant;
    expect(access.user).toMatchObject({ name: 'admin', username: 'admin', roles: [{ name: 'admin' }] });
    expect(access.serviceCatalog.map(({ type }: { type: string }) => type).sort()).toEqual([
      'compute',
      'identity',
      'image',
      'network',
      'placement',
      'volumev3',
    ]);
    const byId = await former(admin, identityV2, tokens.issue, { json: { auth: { tenantId, passwordCredentials: credentials } } });
    expect(byId.json.access.token.tenant.id).toBe(tenantId);
    const unscoped = await former(admin, identityV2, tokens.issue, { json: { auth: { tenantName: '', passwordCredentials: credentials } } });
    expect(unscoped.json.access).toMatchObject({ serviceCatalog: [], metadata: { is_admin: 0, roles: [] } });
    expect(unscoped.json.access.token).not.toHaveProperty('tenant');
    const bought = await former(admin, identityV2, tokens.issue, { json: { auth: { tenantName: 'admin', token: { id: unscoped.json.access.token.id } } } });
    expect(bought.json.access.token.tenant.id).toBe(tenantId);
    expect(bought.json.access.token.expires).toBe(unscoped.json.access.token.expires);
  });

  it('are the same as those of v3', async ({ admin }) => {
    const { access } = (await former(admin, identityV2, tokens.issue, { json: { auth } })).json;
    const headers = { 'x-subject-token': access.token.id };
    const { json } = await admin.identity.request('GET', '/auth/tokens', { headers });
    expect(json.token.project.id).toBe(access.token.tenant.id);
    const known = await former(admin, identityV2, tokens.validate, { params: { token_id: await admin.token() } });
    expect(known.json.access.user.name).toBe('admin');
  });

  it('are refused without what they need', async ({ admin }) => {
    for (const wrong of [{ ...auth, tenantId: 'x' }, { tenantName: 'admin' }, { passwordCredentials: { username: 'admin' } }]) {
      await former(admin, identityV2, tokens.issue, { json: { auth: wrong }, status: 400 });
    }
    for (const wrong of [{ ...auth, tenantName: 'nobodys' }, { passwordCredentials: { ...credentials, password: 'x' } }, { token: { id: 'x' } }]) {
      await former(admin, identityV2, tokens.issue, { json: { auth: wrong }, status: 401 });
    }
  });

  it('are issued in the form of before, with services by name', async ({ admin }) => {
    const { json } = await former(admin, identityV2, tokens.issueLegacy, { json: { passwordCredentials: credentials, tenantName: 'admin' } });
    expect(Object.keys(json.auth.serviceCatalog).sort()).toEqual(['cinder', 'glance', 'keystone', 'neutron', 'nova', 'placement']);
  });

  it('are validated, tell their endpoints and are revoked, by administrators', async ({ admin, member }) => {
    const { access } = (await former(admin, identityV2, tokens.issue, { json: { auth } })).json;
    const params = { token_id: access.token.id };
    const belongsTo = (tenant: string) => ({ params, query: `?belongsTo=${tenant}` });
    await former(admin, identityV2, tokens.validate, belongsTo(access.token.tenant.id));
    await former(admin, identityV2, tokens.validate, { ...belongsTo('other'), status: 401 });
    const refused = await former(member, identityV2, tokens.validate, { params, status: 403 });
    expect(refused.json.error.message).toBe('You are not authorized to perform the requested action: admin_required');
    const { endpoints } = (await former(admin, identityV2, tokens.endpoints, { params })).json;
    expect(endpoints).toHaveLength(6);
    await former(admin, identityV2, tokens.revoke, { params });
    await former(admin, identityV2, tokens.validate, { params, status: 404 });
    const dead = await admin.identity.request('GET', '/users', { headers: { 'x-auth-token': access.token.id } });
    expect(dead.status).toBe(401);
  });
});

contract('tenants of v2.0', { needs: ['admin'], emulatorOnly: FORMER }, (it) => {
  it('are the projects of the domain Default', async ({ admin, name, later }) => {
    const tenant = { name: name('tenant'), description: 'old' };
    const { id } = (await former(admin, identityV2, tenants.create, { json: { tenant } })).json.tenant;
    later(() => admin.identity.request('DELETE', `/projects/${id}`));
    const params = { tenant_id: id };
    const { json } = await admin.identity.request('GET', `/projects/${id}`);
    expect(json.project).toMatchObject({ ...tenant, domain_id: 'default', enabled: true });
    const changed = await former(admin, identityV2, tenants.update, { params, json: { tenant: { description: 'older', enabled: false } } });
    expect(changed.json.tenant).toMatchObject({ id, description: 'older', enabled: false });
    await former(admin, identityV2, tenants.create, { json: { tenant }, status: 409 });
    await former(admin, identityV2, tenants.create, { json: { tenant: {} }, status: 400 });
    await former(admin, identityV2, tenants.delete, { params });
    await former(admin, identityV2, tenants.show, { params, status: 404 });
  });

  it('are listed: to everybody their own, with pages', async ({ member }) => {
    const own = (await former(member, identityV2, tenants.list)).json.tenants;
    expect(own.map(({ id }: { id: string }) => id)).toEqual([(await member.whoami()).project?.id]);
    expect((await former(member, identityV2, tenants.list, { query: `?marker=${own[0].id}&limit=1` })).json.tenants).toEqual([]);
    for (const query of ['?marker=nothing', '?limit=-1']) await former(member, identityV2, tenants.list, { query, status: 400 });
  });
});
