/** Keystone's resources with the official command line: every command ends with 0. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { session } from './session.ts';

session('Keystone', ({ folder, cloud, openstack, json, column, as }) => {
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  test('groups and their members', async () => {
    await openstack('group create cli-group --description one');
    await openstack('group set cli-group --description two');
    expect(await json('group show cli-group')).toMatchObject({ description: 'two' });
    await openstack('group add user cli-group demo');
    await openstack('group contains user cli-group demo');
    expect(await column('group list --user demo', 'Name')).toEqual(['cli-group']);
    await openstack('group remove user cli-group demo');
    await openstack('group delete cli-group');
  });

  test('application credentials and access rules', async () => {
    const rules = JSON.stringify([{ service: 'identity', method: 'GET', path: '/v3/users' }]);
    const made = await json('application credential create cli-door --secret open --role reader --restricted --access-rules', rules);
    expect(await column('application credential list', 'Name')).toEqual(['cli-door']);
    expect(await json('application credential show cli-door')).toMatchObject({ Name: 'cli-door' });
    const [rule] = await json('access rule list');
    expect(Object.values(await json(`access rule show ${rule.ID}`))).toEqual(expect.arrayContaining(['identity', '/v3/users', 'GET']));
    await openstack('application credential delete cli-door');
    await openstack(`access rule delete ${rule.ID}`);
    expect(made.ID).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a program logs in with an application credential', async () => {
    await openstack('application credential create cli-program --secret open');
    const { ID } = await json('application credential show cli-program');
    const { OS_AUTH_URL = '' } = cloud().env;
    const names = ['USERNAME', 'PASSWORD', 'PROJECT_NAME', 'USER_DOMAIN_NAME', 'PROJECT_DOMAIN_NAME', 'USER_DOMAIN_ID', 'PROJECT_DOMAIN_ID'];
    const none = Object.fromEntries(names.map((name) => [`OS_${name}`, '']));
    const own = { OS_AUTH_TYPE: 'v3applicationcredential', OS_APPLICATION_CREDENTIAL_ID: ID as string, OS_APPLICATION_CREDENTIAL_SECRET: 'open', OS_AUTH_URL };
    const program = as({ ...none, ...own });
    expect(await program.column('project list', 'Name')).toContain('admin');
    await openstack('application credential delete cli-program');
  });

  test('trusts', async () => {
    const { user_id: trustor, project_id: project } = await json('token issue');
    const { id: trustee } = await json('user show demo');
    const trust = await json(`trust create --project ${project} --role member ${trustor} ${trustee}`);
    expect(trust).toMatchObject({ is_impersonation: false });
    expect(await column('trust list', 'ID')).toEqual([trust.id]);
    await openstack(`trust show ${trust.id}`);
    await openstack(`trust delete ${trust.id}`);
  });

  test('implied roles and inherited assignments', async () => {
    await openstack('role create cli-above');
    await openstack('role create cli-below');
    await openstack('implied role create cli-above --implied-role cli-below');
    expect(await column('implied role list', 'Implied Role Name')).toContain('cli-below');
    await openstack('implied role delete cli-above --implied-role cli-below');
    await openstack('role add cli-above --user demo --domain default --inherited');
    expect(await json('role assignment list --user demo --inherited --names')).toHaveLength(1);
    await openstack('role remove cli-above --user demo --domain default --inherited');
    await openstack('role add cli-above --user demo --system all');
    await openstack('role remove cli-above --user demo --system all');
    await openstack('role delete cli-above cli-below');
  });

  test('limits', async () => {
    await openstack('service create cli-type --name cli-service');
    const registered = await json('registered limit create cores --service cli-service --default-limit 10');
    await openstack(`registered limit set ${registered.id} --default-limit 20`);
    expect(await json('registered limit list --service cli-service')).toMatchObject([{ 'Default Limit': 20 }]);
    const limit = await json('limit create cores --service cli-service --project demo --resource-limit 5');
    await openstack(`limit set ${limit.id} --resource-limit 6`);
    expect(await json(`limit show ${limit.id}`)).toMatchObject({ resource_limit: 6 });
    await openstack('limit list');
    await openstack(`limit delete ${limit.id}`);
    await openstack(`registered limit delete ${registered.id}`);
    await openstack('service delete cli-service');
  });

  test('endpoint groups and the endpoints of a project', async () => {
    const filters = file('filters.json', { interface: 'public' });
    await openstack(`endpoint group create cli-faces ${filters}`);
    await openstack('endpoint group add project cli-faces demo');
    expect(await column('endpoint group list --project demo', 'Name')).toEqual(['cli-faces']);
    expect(await json('endpoint list --project demo')).not.toHaveLength(0);
    await openstack('endpoint group remove project cli-faces demo');
    await openstack(`endpoint group set cli-faces --name cli-sides --filters ${filters}`);
    await openstack('endpoint group show cli-sides');
    await openstack('endpoint group delete cli-sides');
    const [endpoint] = await json('endpoint list --service keystone --interface public');
    await openstack(`endpoint add project ${endpoint.ID} demo`);
    await openstack(`endpoint remove project ${endpoint.ID} demo`);
  });

  test('credentials, also for EC2', async () => {
    const secret = file('secret', 'pem');
    const credential = await json(`credential create --type cert demo ${secret}`);
    await openstack(`credential show ${credential.id}`);
    expect(await column('credential list', 'ID')).toEqual([credential.id]);
    await openstack(`credential delete ${credential.id}`);
    const ec2 = await json('ec2 credentials create');
    expect(await column('ec2 credentials list', 'Access')).toEqual([ec2.access]);
    await openstack(`ec2 credentials show ${ec2.access}`);
    await openstack(`ec2 credentials delete ${ec2.access}`);
  });

  test('policies', async () => {
    const rules = file('policy.json', '{}');
    const policy = await json(`policy create ${rules} --type application/json`);
    await openstack(`policy set ${policy.id} --type text/plain`);
    expect(await json(`policy show ${policy.id}`)).toMatchObject({ type: 'text/plain' });
    await openstack('policy list --long');
    await openstack(`policy delete ${policy.id}`);
  });

  test('regions, services and endpoints', async () => {
    await openstack('region create cli-region --description one');
    await openstack('region set cli-region --description two');
    expect(await json('region show cli-region')).toMatchObject({ description: 'two' });
    await openstack('service create cli-place --name cli-place');
    const endpoint = await json('endpoint create cli-place public http://127.0.0.1:1 --region cli-region');
    await openstack(`endpoint set ${endpoint.id} --disable`);
    await openstack(`endpoint show ${endpoint.id}`);
    await openstack(`endpoint delete ${endpoint.id}`);
    await openstack('service delete cli-place');
    await openstack('region delete cli-region');
  });

  test('federation', async () => {
    const rules = file('rules.json', [{ local: [{ user: { name: '{0}' } }], remote: [{ type: 'UserName' }] }]);
    await openstack('identity provider create cli-idp --remote-id cli-remote --domain default');
    await openstack(`mapping create cli-map --rules ${rules}`);
    await openstack('federation protocol create cli-saml2 --identity-provider cli-idp --mapping cli-map');
    expect(await column('federation protocol list --identity-provider cli-idp', 'id')).toEqual(['cli-saml2']);
    await openstack('identity provider set cli-idp --disable');
    await openstack('identity provider show cli-idp');
    await openstack('mapping show cli-map');
    await openstack('federation protocol delete cli-saml2 --identity-provider cli-idp');
    await openstack('mapping delete cli-map');
    await openstack('identity provider delete cli-idp');
    await openstack('service provider create cli-sp --auth-url http://x/auth --service-provider-url http://x/sp');
    await openstack('service provider set cli-sp --disable');
    await openstack('service provider show cli-sp');
    await openstack('service provider delete cli-sp');
  });

  test('tags of projects and options of users', async () => {
    await openstack('project set demo --tag blue');
    expect(await column('project list --tags blue', 'Name')).toEqual(['demo']);
    await openstack('project set demo --remove-tag blue');
    await openstack('user set demo --enable-lock-password');
    expect(await json('user show demo')).toMatchObject({ options: { lock_password: true } });
    await openstack('user set demo --disable-lock-password');
    await openstack('token revoke', (await json('token issue')).id as string);
  });
});
