import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { denied, said } from '../../test/contract/people.ts';

contract('domain config', { needs: ['admin'] }, (it) => {
  it('is set as a whole, by group and by option, and keeps its secrets', async ({ admin, name, later }) => {
    const { domain } = await admin.identity.domains.create({ body: { domain: { name: name('domain') } } });
    const domain_id = domain.id;
    later(() => admin.identity.domains.delete({ domain_id }));
    later(() => admin.identity.domains.update({ domain_id, body: { domain: { enabled: false } } }));
    const path = `/domains/${domain_id}/config`;
    expect(said(await admin.identity.request('GET', path))).toEqual([404, `Could not find any options in domain configuration for domain ${domain_id}.`]);
    const ldap = { url: 'ldap://x', suffix: 'cn=x' };
    const { config } = await admin.identity.domainConfig.put({ domain_id, body: { config: { ldap: { ...ldap, password: 'secret' } } } });
    expect(config).toEqual({ ldap });
    expect((await admin.identity.domainConfig.show({ domain_id })).config).toEqual({ ldap });
    const option = { domain_id, group: 'ldap', option: 'url' };
    expect((await admin.identity.domainConfig.updateOption({ ...option, body: { config: { url: 'ldap://y' } } })).config).toEqual({
      ldap: { ...ldap, url: 'ldap://y' },
    });
    expect((await admin.identity.domainConfig.showOption(option)).config).toEqual({ url: 'ldap://y' });
    expect((await admin.identity.request('GET', `${path}/ldap/password`)).status).toBe(404);
    await admin.identity.domainConfig.deleteOption(option);
    expect((await admin.identity.domainConfig.showGroup(option)).config).toEqual({ ldap: { suffix: 'cn=x' } });
    const invalid = async (json: object) => said(await admin.identity.request('PUT', path, { json: { config: json } }));
    const told = (what: string) => [403, `Invalid domain specific configuration: ${what}.`];
    expect(await invalid({})).toEqual(told('No options specified'));
    expect(await invalid({ nothing: { a: 1 } })).toEqual(told('Group nothing is not supported for domain specific configurations'));
    expect(await invalid({ ldap: { a: 1 } })).toEqual(told('Option a in group ldap is not supported for domain specific configurations'));
    await admin.identity.domainConfig.delete({ domain_id });
    expect((await admin.identity.request('GET', path)).status).toBe(404);
  });

  it('has defaults, and rules for passwords that everybody may read', async ({ admin, member }) => {
    const { config } = await admin.identity.domainConfig.defaults();
    expect(config).toMatchObject({ identity: { driver: 'sql' }, ldap: { url: 'ldap://localhost', query_scope: 'one' } });
    expect((await admin.identity.domainConfig.defaultOption({ group: 'ldap', option: 'page_size' })).config).toEqual({ page_size: 0 });
    expect(said(await member.identity.request('GET', '/domains/config/default'))).toEqual([403, denied('identity:get_domain_config_default').error.message]);
    const { security_compliance: rules } = (await member.identity.domainConfig.showGroup({ domain_id: 'default', group: 'security_compliance' })).config;
    expect(Object.keys(rules ?? {}).sort()).toEqual(['password_regex', 'password_regex_description']);
  });
});
