import { expect } from 'vitest';
import { contract } from '../../../test/contract/contract.ts';
import { FORMER, former } from '../../../test/contract/former.ts';
import { endpoints } from './endpoints.ts';
import { extensions } from './extensions.ts';
import { roles } from './roles.ts';
import { identityV2 } from './service.ts';
import { services } from './services.ts';
import { tenants } from './tenants.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';

contract('users and roles of v2.0', { needs: ['admin'], emulatorOnly: FORMER }, (it) => {
  it('are made, changed, given roles and deleted', async ({ admin, name, later }) => {
    const { project } = await admin.whoami();
    const tenant_id = project?.id ?? '';
    const user = { name: name('user'), password: 'old', email: 'old@example.com', tenantId: tenant_id };
    const made = (await former(admin, identityV2, users.create, { json: { user } })).json.user;
    const params = { user_id: made.id, tenant_id };
    later(() => admin.identity.request('DELETE', `/users/${made.id}`));
    expect(made).toMatchObject({ name: user.name, username: user.name, email: user.email, tenantId: tenant_id, enabled: true });
    const member = (await former(admin, identityV2, roles.ofUser, { params })).json.roles;
    expect(member).toHaveLength(1);
    const members = (await former(admin, identityV2, tenants.users, { params })).json.users as { id: string }[];
    expect(members.map(({ id }) => id)).toContain(made.id);
    expect((await former(admin, identityV2, users.list, { query: `?name=${user.name}` })).json.user.id).toBe(made.id);

    const role = (await former(admin, identityV2, roles.create, { json: { role: { name: name('role') } } })).json.role;
    later(() => admin.identity.request('DELETE', `/roles/${role.id}`));
    await former(admin, identityV2, roles.grant, { params: { ...params, role_id: role.id } });
    expect((await former(admin, identityV2, roles.ofUser, { params })).json.roles).toHaveLength(2);
    await former(admin, identityV2, roles.revoke, { params: { ...params, role_id: role.id } });
    await former(admin, identityV2, roles.revoke, { params: { ...params, role_id: role.id }, status: 404 });
    await former(admin, identityV2, roles.delete, { params: { role_id: role.id } });

    await former(admin, identityV2, users.setPassword, { params, json: { user: { password: 'new' } } });
    const auth = (password: string) => ({ json: { auth: { tenantId: tenant_id, passwordCredentials: { username: user.name, password } } } });
    await former(admin, identityV2, tokens.issue, { ...auth('old'), status: 401 });
    const { access } = (await former(admin, identityV2, tokens.issue, auth('new'))).json;
    const own = { 'x-auth-token': access.token.id };
    const password = { user: { original_password: 'new', password: 'newest' } };
    const renewed = await former(admin, identityV2, users.changePassword, { params, json: password, headers: own });
    expect(renewed.json.access.token.tenant.id).toBe(tenant_id);
    await former(admin, identityV2, users.setEnabled, { params, json: { user: { enabled: false } } });
    await former(admin, identityV2, tokens.issue, { ...auth('newest'), status: 401 });
    await former(admin, identityV2, users.delete, { params });
    await former(admin, identityV2, users.show, { params, status: 404 });
  });

  it('are for administrators', async ({ member }) => {
    for (const row of [users.list, roles.list, services.list, endpoints.list]) await former(member, identityV2, row, { status: 403 });
  });

  it('go with services and their addresses, three under one id', async ({ admin, name }) => {
    const service = { name: name('service'), type: 'metering', description: 'old' };
    const made = (await former(admin, identityV2, services.create, { json: { 'OS-KSADM:service': service } })).json['OS-KSADM:service'];
    expect(made).toMatchObject(service);
    const urls = { publicurl: 'http://public:8777', internalurl: 'http://internal:8777', adminurl: 'http://admin:8777' };
    const { endpoint } = (await former(admin, identityV2, endpoints.create, { json: { endpoint: { ...urls, service_id: made.id, region: 'RegionOne' } } }))
      .json;
    expect(endpoint).toMatchObject({ ...urls, service_id: made.id, region: 'RegionOne' });
    const { json } = await admin.identity.request('GET', `/endpoints?service_id=${made.id}`);
    expect(json.endpoints).toHaveLength(3);
    expect((await former(admin, identityV2, endpoints.list)).json.endpoints).toContainEqual(endpoint);
    await former(admin, identityV2, endpoints.create, { json: { endpoint: { service_id: made.id } }, status: 400 });
    await former(admin, identityV2, endpoints.delete, { params: { endpoint_id: endpoint.id } });
    await former(admin, identityV2, endpoints.delete, { params: { endpoint_id: endpoint.id }, status: 404 });
    await former(admin, identityV2, services.delete, { params: { service_id: made.id } });
    await former(admin, identityV2, services.show, { params: { service_id: made.id }, status: 404 });
  });

  it('tell of their version and extensions without a token', async ({ admin }) => {
    const headers = { 'x-auth-token': '' };
    expect((await former(admin, identityV2, extensions.version, { headers })).json.version.id).toBe('v2.0');
    expect((await former(admin, identityV2, extensions.show, { headers, params: { alias: 'OS-KSCRUD' } })).json.extension.alias).toBe('OS-KSCRUD');
    await former(admin, identityV2, extensions.show, { headers, params: { alias: 'none' }, status: 404 });
  });
});
