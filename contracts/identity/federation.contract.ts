import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { denied, said } from '../../test/contract/people.ts';

const rules = [{ local: [{ user: { name: '{0}' } }], remote: [{ type: 'UserName' }] }];

contract('federation', { needs: ['admin'] }, (it) => {
  it('knows identity providers with their mappings and protocols', async ({ admin, member, name, later }) => {
    const [idp_id, mapping_id, protocol_id] = [name('idp'), name('map'), name('protocol')];
    const { identity_provider: provider } = await admin.identity.identityProviders.put({
      idp_id,
      body: { identity_provider: { domain_id: 'default', remote_ids: [idp_id] } },
    });
    later(() => admin.identity.identityProviders.delete({ idp_id }));
    expect(provider).toMatchObject({ id: idp_id, domain_id: 'default', enabled: false, description: null, remote_ids: [idp_id], authorization_ttl: null });
    const { mapping } = await admin.identity.mappings.put({ mapping_id, body: { mapping: { rules } } });
    later(() => admin.identity.mappings.delete({ mapping_id }));
    expect(mapping).toMatchObject({ id: mapping_id, rules, schema_version: '1.0' });
    const where = { idp_id, protocol_id };
    const { protocol } = await admin.identity.protocols.put({ ...where, body: { protocol: { mapping_id } } });
    expect(protocol).toMatchObject({ id: protocol_id, mapping_id });

    expect((await admin.identity.identityProviders.show({ idp_id })).identity_provider).toEqual(provider);
    const [listed] = (await admin.identity.identityProviders.list({ query: { id: idp_id } })).identity_providers;
    expect(listed?.links.protocols).toBe(`${provider.links.self}/protocols`);
    expect((await admin.identity.mappings.show({ mapping_id })).mapping).toEqual(mapping);
    expect((await admin.identity.protocols.show(where)).protocol).toEqual(protocol);
    expect((await admin.identity.protocols.list({ idp_id })).protocols).toEqual([{ ...protocol, idp_id, remote_id_attribute: null }]);
    const { identity_provider: changed } = await admin.identity.identityProviders.update({ idp_id, body: { identity_provider: { enabled: true } } });
    expect(changed).toEqual({ ...provider, enabled: true });

    const ask = async (method: string, path: string, json?: object, as = admin) =>
      said(await as.identity.request(method, `/OS-FEDERATION${path}`, { ...(json && { json }) }));
    expect(await ask('PUT', `/identity_providers/${idp_id}`, { identity_provider: {} })).toEqual([
      409,
      `Conflict occurred attempting to store identity_provider - Duplicate entry: ${idp_id}.`,
    ]);
    expect(await ask('PUT', `/mappings/${mapping_id}-2`, { mapping: { rules: [{ remote: [] }] } })).toEqual([
      400,
      "'local' is a required property\n[] should be non-empty\n",
    ]);
    expect(await ask('PUT', `/identity_providers/${idp_id}/protocols/x`, { protocol: { mapping_id: 'nothing' } })).toEqual([
      400,
      'Invalid mapping id: nothing',
    ]);
    expect(await ask('GET', '/identity_providers', undefined, member)).toEqual([403, denied('identity:list_identity_providers').error.message]);
    await admin.identity.protocols.delete(where);
    expect(await ask('GET', `/identity_providers/${idp_id}/protocols/${protocol_id}`)).toEqual([
      404,
      `Could not find federated protocol ${protocol_id} for Identity Provider: ${idp_id}.`,
    ]);
  });

  it('names enabled service providers in tokens', async ({ admin, name, later }) => {
    const service_provider_id = name('sp');
    const wanted = { auth_url: 'http://127.0.0.1:1/auth', sp_url: 'http://127.0.0.1:1/sp' };
    const { service_provider: provider } = await admin.identity.serviceProviders.put({ service_provider_id, body: { service_provider: wanted } });
    later(() => admin.identity.serviceProviders.delete({ service_provider_id }));
    expect(provider).toMatchObject({ ...wanted, id: service_provider_id, enabled: false, relay_state_prefix: 'ss:mem:' });
    expect((await admin.identity.serviceProviders.show({ service_provider_id })).service_provider).toEqual(provider);
    await admin.identity.serviceProviders.update({ service_provider_id, body: { service_provider: { enabled: true } } });
    const about = { headers: { 'x-subject-token': await admin.token() } };
    const { token } = await admin.identity.tokens.validate(about);
    expect(token.service_providers).toContainEqual({ id: service_provider_id, ...wanted });
    const lacking = await admin.identity.request('PUT', '/OS-FEDERATION/service_providers/x', { json: { service_provider: { auth_url: 'http://x' } } });
    expect(said(lacking)[1]).toMatch(/'sp_url' is a required property$/);
  });
});
