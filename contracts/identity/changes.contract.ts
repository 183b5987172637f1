import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { said } from '../../test/contract/people.ts';

contract('changes', { needs: ['admin'] }, (it) => {
  it('reach mappings, protocols and endpoint groups', async ({ admin, name, later }) => {
    const ask = async (method: string, path: string, json?: object) => said(await admin.identity.request(method, path, json && { json }));
    const gone = (path: string): void => later(async () => void (await admin.identity.request('DELETE', path)));
    const rules = (type: string) => [{ local: [{ user: { name: '{0}' } }], remote: [{ type }] }];
    const [map, provider] = [name('map'), `/OS-FEDERATION/identity_providers/${name('idp')}`];
    const mapping = `/OS-FEDERATION/mappings/${map}`;
    expect((await ask('PUT', mapping, { mapping: { rules: rules('one') } }))[0]).toBe(201);
    gone(mapping);
    expect(await ask('PATCH', mapping, { mapping: { rules: rules('two') } })).toMatchObject([200, { mapping: { id: map, rules: rules('two') } }]);
    expect((await ask('PUT', provider, { identity_provider: { domain_id: 'default' } }))[0]).toBe(201);
    gone(provider);
    const protocol = `${provider}/protocols/saml2`;
    expect((await ask('PUT', protocol, { protocol: { mapping_id: map } }))[0]).toBe(201);
    gone(protocol);
    const changed = await ask('PATCH', protocol, { protocol: { mapping_id: map, remote_id_attribute: 'x' } });
    expect(changed).toMatchObject([200, { protocol: { id: 'saml2', mapping_id: map } }]);

    const body = { endpoint_group: { name: name('group'), filters: { interface: 'public' as const } } };
    const { endpoint_group } = await admin.identity.endpointGroups.create({ body });
    const path = `/OS-EP-FILTER/endpoint_groups/${endpoint_group.id}`;
    gone(path);
    const filters = { interface: 'internal' };
    expect(await ask('PATCH', path, { endpoint_group: { filters } })).toMatchObject([200, { endpoint_group: { filters } }]);
    expect(await ask('GET', path)).toMatchObject([200, { endpoint_group: { filters, name: body.endpoint_group.name } }]);
  });

  it('reach a whole domain config, and a group of it', async ({ admin, name, later }) => {
    const { domain } = await admin.identity.domains.create({ body: { domain: { name: name('domain'), enabled: false } } });
    later(() => admin.identity.domains.delete({ domain_id: domain.id }));
    const ask = async (method: string, path: string, config?: object) =>
      said(await admin.identity.request(method, `/domains/${domain.id}/config${path}`, config && { json: { config } }));
    const [ldap, identity] = [{ url: 'ldap://x', suffix: 'cn=x' }, { driver: 'ldap' }];
    expect(await ask('PUT', '', { ldap, identity })).toEqual([201, { config: { ldap, identity } }]);
    expect(await ask('PATCH', '', { ldap: { url: 'ldap://y' } })).toEqual([200, { config: { ldap: { ...ldap, url: 'ldap://y' }, identity } }]);
    expect(await ask('PATCH', '/ldap', { ldap: { url: 'ldap://z' } })).toEqual([200, { config: { ldap: { ...ldap, url: 'ldap://z' }, identity } }]);
    expect(await ask('DELETE', '/ldap')).toEqual([204, undefined]);
    expect(await ask('GET', '')).toEqual([200, { config: { identity } }]);
    await ask('DELETE', '');
  });
});
