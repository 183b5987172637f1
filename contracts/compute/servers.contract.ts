import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { dispose, ingredients, reached, running } from '../../test/contract/server.ts';

contract('servers', { needs: ['admin', 'image', 'flavor', 'network', 'microversion 2.100'] }, (it) => {
  it('are built, shown, renamed and deleted', async (stage) => {
    const { admin, settled } = stage;
    const wanted = { ...(await ingredients(stage)), metadata: { a: '1' } };
    const { value, status, headers } = await admin.compute.servers.create({ body: { server: wanted } }).whole();
    expect(status).toBe(202);
    if (!('server' in value)) throw new Error('no server was made');
    const { id, links, ...made } = value.server;
    stage.later(() => dispose(stage, admin, id));
    expect(headers.get('location')).toBe(links[0]?.href);
    expect(made).toEqual({ 'OS-DCF:diskConfig': 'MANUAL', security_groups: [{ name: 'default' }], adminPass: expect.stringMatching(/^\w{12}$/) });

    await reached(stage, admin, id, 'ACTIVE');
    const { server } = await admin.compute.servers.show({ server_id: id });
    expect(server).toMatchObject({
      id,
      name: wanted.name,
      status: 'ACTIVE',
      metadata: { a: '1' },
      config_drive: '',
      key_name: null,
      progress: 0,
      accessIPv4: '',
      security_groups: [{ name: 'default' }],
      'OS-EXT-STS:vm_state': 'active',
      'OS-EXT-STS:power_state': 1,
      'OS-EXT-AZ:availability_zone': 'nova',
      'OS-SRV-USG:terminated_at': null,
      'os-extended-volumes:volumes_attached': [],
    });
    expect(server.hostId).toMatch(/^[0-9a-f]{56}$/);
    expect(Object.values(server.addresses)).toEqual([
      [expect.objectContaining({ version: 4, 'OS-EXT-IPS:type': 'fixed', 'OS-EXT-IPS-MAC:mac_addr': expect.stringMatching(/^fa:16:3e:/) })],
    ]);

    const renamed = stage.name('renamed');
    const { server: updated } = await admin.compute.servers.update({ server_id: id, body: { server: { name: renamed, accessIPv4: '1.2.3.4' } } });
    expect(updated).toMatchObject({ name: renamed, accessIPv4: '1.2.3.4' });
    expect(updated).not.toHaveProperty('OS-EXT-STS:vm_state');
    expect(Object.values(updated.addresses).flat()).toEqual([{ version: 4, addr: expect.any(String) }]);
    const newest = await admin.compute.at('2.75').servers.update({ server_id: id, body: { server: { description: 'mine' } } });
    expect(newest.server).toMatchObject({ description: 'mine', 'OS-EXT-STS:vm_state': 'active', locked: false, tags: [], server_groups: [] });

    const deleted = await admin.compute.request('DELETE', `/servers/${id}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    const gone = await settled(
      () => admin.compute.request('GET', `/servers/${id}`),
      (answer) => answer.status === 404,
    );
    expect(gone.json).toEqual({ itemNotFound: { code: 404, message: `Instance ${id} could not be found.` } });
  });

  it('show more with every microversion, and hosts to admins only', async (stage) => {
    const { admin, member } = stage;
    const id = await running(stage, member);
    const show = async (as: typeof admin, version: string) =>
      (await as.compute.request('GET', `/servers/${id}`, { headers: { 'OpenStack-API-Version': `compute ${version}` } })).json.server as object;
    expect(await show(member, '2.1')).not.toHaveProperty('OS-EXT-SRV-ATTR:host');
    expect(Object.keys(await show(admin, '2.1'))).toEqual(expect.arrayContaining(['OS-EXT-SRV-ATTR:host', 'OS-EXT-SRV-ATTR:instance_name']));
    expect(await show(admin, '2.2')).not.toHaveProperty('OS-EXT-SRV-ATTR:hostname');
    expect(await show(admin, '2.3')).toHaveProperty('OS-EXT-SRV-ATTR:root_device_name', '/dev/vda');
    expect(await show(member, '2.8')).not.toHaveProperty('locked');
    expect(await show(member, '2.9')).toHaveProperty('locked', false);
    expect(await show(admin, '2.16')).toHaveProperty('host_status', 'UP');
    expect(await show(member, '2.16')).not.toHaveProperty('host_status');
    expect(await show(member, '2.26')).toHaveProperty('tags', []);
    expect(await show(member, '2.46')).toHaveProperty('flavor.links');
    expect(await show(member, '2.47')).toHaveProperty('flavor.original_name');
    expect(await show(member, '2.63')).toHaveProperty('trusted_image_certificates', null);
    expect(await show(member, '2.71')).toHaveProperty('server_groups', []);
    expect(await show(member, '2.73')).toHaveProperty('locked_reason', null);
    expect(await show(member, '2.89')).not.toHaveProperty('OS-EXT-SRV-ATTR:hostname');
    expect(await show(member, '2.90')).toHaveProperty('OS-EXT-SRV-ATTR:hostname');
    expect(await show(member, '2.96')).toHaveProperty('pinned_availability_zone', null);
    expect(await show(member, '2.98')).toHaveProperty('image.properties');
    expect(await show(member, '2.100')).toHaveProperty('scheduler_hints', {});
    const odd = await member.compute.request('GET', `/servers/${id}?x=1`, { headers: { 'OpenStack-API-Version': 'compute 2.102' } });
    expect(odd.status).toBe(400);

    // an admin sees the servers of others, another project does not
    expect((await admin.compute.servers.show({ server_id: id })).server.id).toBe(id);
    const own = await admin.compute.servers.list({ query: { name: [`^${(await admin.compute.servers.show({ server_id: id })).server.name}$`] } });
    expect(own.servers).toEqual([]);
    const all = await admin.compute.servers.list({ query: { all_tenants: ['1'], limit: [1000] } });
    expect(all.servers.map((server) => server.id)).toContain(id);
    const foreign = await stage.domainAdmin.compute.request('GET', '/servers');
    expect((foreign.json?.servers ?? []) as unknown[]).not.toContainEqual(expect.objectContaining({ id }));
  });

  it('are found by name, status, tags and time, sorted and paged', async (stage) => {
    const { admin, name } = stage;
    const prefix = name('many');
    const { json } = await admin.compute.request('POST', '/servers', {
      headers: { 'OpenStack-API-Version': 'compute 2.52' },
      json: { server: { ...(await ingredients(stage)), name: prefix, min_count: 2, tags: ['one', prefix.slice(-8)] } },
    });
    const mine = await admin.compute.servers.list({ query: { name: [`^${prefix}`] } });
    for (const { id } of mine.servers) stage.later(() => dispose(stage, admin, id));
    expect(mine.servers.map((server) => server.name).toSorted()).toEqual([`${prefix}-1`, `${prefix}-2`]);
    for (const { id } of mine.servers) await reached(stage, admin, id, 'ACTIVE');

    const ids = async (query: string, version = '2.1'): Promise<string[]> => {
      const answer = await admin.compute.request('GET', `/servers?name=${prefix}&${query}`, { headers: { 'OpenStack-API-Version': `compute ${version}` } });
      expect(answer.status).toBe(200);
      return (answer.json.servers as { name: string }[]).map((server) => server.name.slice(prefix.length));
    };
    expect(await ids('sort_key=display_name&sort_dir=asc')).toEqual(['-1', '-2']);
    expect(await ids('sort_key=display_name&sort_dir=desc')).toEqual(['-2', '-1']);
    expect(await ids('status=active&sort_key=display_name&sort_dir=asc')).toEqual(['-1', '-2']);
    expect(await ids('status=SHUTOFF')).toEqual([]);
    expect(await ids('status=nonsense')).toEqual([]);
    expect(await ids('nothing=1&sort_key=display_name')).toHaveLength(2);
    expect(await ids('flavor=nope')).toEqual([]);
    expect(await ids('changes-since=2030-01-01T00:00:00Z')).toEqual([]);
    expect(await ids('tags=one', '2.26')).toHaveLength(2);
    expect(await ids(`tags=one,two`, '2.26')).toEqual([]);
    expect(await ids('tags-any=one,two', '2.26')).toHaveLength(2);
    expect(await ids('not-tags=one', '2.26')).toEqual([]);
    expect(await ids('not-tags-any=two', '2.26')).toHaveLength(2);
    expect(await ids('locked=false', '2.73')).toHaveLength(2);
    expect(await ids('ip=10.', '2.1')).toHaveLength(2);

    const first = await admin.compute.servers.list({ query: { name: [prefix], limit: [1], sort_key: ['display_name'], sort_dir: ['asc'] } });
    expect(first.servers.map((server) => server.name)).toEqual([`${prefix}-1`]);
    const marker = first.servers[0]?.id ?? '';
    expect(first.servers_links).toEqual([
      { rel: 'next', href: expect.stringMatching(new RegExp(`/servers\\?limit=1&name=${prefix}&sort_dir=asc&sort_key=display_name&marker=${marker}$`)) },
    ]);
    expect(await ids(`limit=1&sort_key=display_name&sort_dir=asc&marker=${marker}`)).toEqual(['-2']);
    const detail = await admin.compute.servers.listDetail({ query: { name: [prefix] } });
    expect(detail.servers.map((server) => [server.status, server.security_groups])).toEqual([
      ['ACTIVE', [{ name: 'default' }]],
      ['ACTIVE', [{ name: 'default' }]],
    ]);
    expect(json.server.id).toBe(mine.servers.find((server) => server.name.endsWith('-1'))?.id);
  });

  it('refuse what makes no sense', async (stage) => {
    const { admin, member, reader } = stage;
    const good = await ingredients(stage);
    const nowhere = '00000000-0000-0000-0000-000000000000';
    const say = async (server: object, version = '2.1', as = admin) => {
      const { status, json } = await as.compute.request('POST', '/servers', { headers: { 'OpenStack-API-Version': `compute ${version}` }, json: { server } });
      const [fault] = Object.values(json as Record<string, { message?: string }>);
      return [status, fault?.message];
    };
    const { imageRef: _image, ...imageless } = good;
    const { networks: _networks, ...unplugged } = good;
    expect(await say(imageless)).toEqual([400, 'Missing imageRef attribute']);
    expect(await say({ ...good, imageRef: nowhere })).toEqual([400, 'Can not find requested image']);
    expect(await say({ ...good, imageRef: 'nope' })).toEqual([
      400,
      "Invalid input for field/attribute imageRef. Value: nope. 'nope' is not valid under any of the given schemas",
    ]);
    expect(await say({ ...good, flavorRef: 'nope' })).toEqual([400, 'Flavor nope could not be found.']);
    expect(await say({ ...good, networks: [{ uuid: nowhere }] })).toEqual([400, `Network ${nowhere} could not be found.`]);
    expect(await say({ ...good, networks: [{ uuid: 'nope' }] })).toEqual([400, 'Bad networks format: network uuid is not in proper format (nope)']);
    expect(await say({ ...good, networks: [{ port: nowhere }] })).toEqual([400, `Port id ${nowhere} could not be found.`]);
    expect(await say({ ...good, networks: 'auto' }, '2.36')).toEqual([
      400,
      "Invalid input for field/attribute networks. Value: auto. 'auto' is not of type 'array'",
    ]);
    expect((await say(unplugged, '2.37'))[1]).toMatch(/'networks' is a required property$/);
    expect(await say({ ...good, key_name: 'virga-no-such-key' })).toEqual([400, 'Invalid key_name provided.']);
    expect(await say({ ...good, availability_zone: 'virga-nowhere' })).toEqual([400, 'The requested availability zone is not available']);
    expect(await say({ ...good, security_groups: [{ name: 'virga-none' }] })).toEqual([400, "Unable to find security_group with name or id 'virga-none'"]);
    expect(await say({ ...good, min_count: 3, max_count: 2 })).toEqual([400, 'min_count must be <= max_count']);
    expect((await say({ ...good, color: 'red' }))[1]).toMatch(/Additional properties are not allowed \('color' was unexpected\)$/);
    expect((await say({ ...good, description: 'x' }, '2.18'))[0]).toBe(400);
    expect((await say({ ...good, personality: [] }, '2.57'))[0]).toBe(400);
    const many = Object.fromEntries(Array.from({ length: 129 }, (_, n) => [`k${n}`, 'v']));
    expect(await say({ ...good, metadata: many })).toEqual([403, 'Maximum number of metadata items exceeds 128']);
    expect(await say({ ...good, min_count: 400 })).toEqual([
      403,
      expect.stringMatching(/^Quota exceeded for .*instances.*: Requested .*400.*, but already used /),
    ]);
    expect(await say({ ...good, availability_zone: 'nova:somewhere' }, '2.1', member)).toEqual([
      403,
      "Policy doesn't allow os_compute_api:servers:create:forced_host to be performed.",
    ]);
    expect(await say(good, '2.1', reader)).toEqual([403, "Policy doesn't allow os_compute_api:servers:create to be performed."]);
  });

  it('word what a list does not take', async ({ admin, member }) => {
    const say = async (path: string, version = '2.1', as = admin) => {
      const { status, json } = await as.compute.request('GET', path, { headers: { 'OpenStack-API-Version': `compute ${version}` } });
      const [fault] = Object.values(json as Record<string, { message?: string }>);
      return [status, fault?.message];
    };
    expect(await say('/servers?name=[')).toEqual([400, "Invalid input for query parameters name. Value: [. '[' is not a 'regex'"]);
    expect(await say('/servers?limit=abc')).toEqual([400, "Invalid input for query parameters limit. Value: abc. 'abc' does not match '^[0-9]*$'"]);
    expect(await say('/servers?changes-since=abc')).toEqual([400, "Invalid input for query parameters changes-since. Value: abc. 'abc' is not a 'date-time'"]);
    expect((await say('/servers?sort_key=nothing'))[1]).toMatch(
      /^Invalid input for query parameters sort_key\. Value: nothing\. 'nothing' is not one of \['access_ip_v4',/,
    );
    expect(await say('/servers?nothing=1', '2.75')).toEqual([400, "'nothing' does not match any of the regexes: '^_'"]);
    expect(await say('/servers?_hidden=1')).toEqual([400, 'Invalid filter field: _hidden.']);
    expect(await say('/servers?metadata=1')).toEqual([400, 'Invalid filter field: metadata.']);
    expect(await say('/servers?status=nonsense', '2.38')).toEqual([400, 'Invalid status value']);
    expect(await say('/servers?all_tenants=1', '2.1', member)).toEqual([
      403,
      "Policy doesn't allow os_compute_api:servers:index:get_all_tenants to be performed.",
    ]);
    expect(await say('/servers?status=deleted', '2.1', member)).toEqual([403, 'Only administrators may list deleted instances']);
    expect(await say('/servers?sort_key=host', '2.1', member)).toEqual([403, 'Only administrators can sort servers by host']);
    expect(await say('/servers?locked=maybe', '2.73')).toEqual([400, expect.stringMatching(/Unrecognized value 'maybe'/)]);
    expect(await say('/servers?sort_dir=up')).toEqual([400, expect.stringMatching(/Unknown sort direction, must be 'desc' or 'asc'/)]);
    expect(await say('/servers?sort_key=uuid&sort_dir=asc&sort_dir=asc')).toEqual([400, expect.stringMatching(/Sort direction size exceeds sort key size/)]);
    expect(await say('/servers?changes-since=2026-02-01T00:00:00Z&changes-before=2026-01-01T00:00:00Z', '2.66')).toEqual([
      400,
      'The value of changes-since must be less than or equal to changes-before.',
    ]);
    expect(await say('/servers?marker=00000000-0000-0000-0000-000000000000')).toEqual([400, 'marker [00000000-0000-0000-0000-000000000000] not found']);
    expect(await say('/servers?limit=0')).toEqual([200, undefined]);
  });
});
