import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('networks', { needs: ['admin'] }, (it) => {
  it('are created with defaults, shown, changed and deleted', async ({ member, name, later }) => {
    const wanted = name('network');
    const { network } = await member.network.networks.create({ body: { network: { name: wanted } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    expect(network).toMatchObject({
      name: wanted,
      admin_state_up: true,
      status: 'ACTIVE',
      shared: false,
      'router:external': false,
      port_security_enabled: true,
      subnets: [],
      tags: [],
      description: '',
      revision_number: 1,
    });
    expect(network.tenant_id).toBe(network.project_id);
    expect(Object.keys(network).filter((key) => key.startsWith('provider:'))).toEqual([]);
    const { network: changed } = await member.network.networks.update({ network_id: network.id, body: { network: { description: 'mine', mtu: 1400 } } });
    expect(changed).toMatchObject({ description: 'mine', mtu: 1400, revision_number: 2 });
    await member.network.networks.delete({ network_id: network.id });
    const gone = await member.network.request('GET', `/networks/${network.id}`);
    expect([gone.status, gone.json]).toEqual([
      404,
      { NeutronError: { type: 'NetworkNotFound', message: `Network ${network.id} could not be found.`, detail: '' } },
    ]);
  });

  it('show where they are to admins only', async ({ admin, member, name, later }) => {
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const { network: seen } = await admin.network.networks.show({ network_id: network.id });
    expect(seen['provider:network_type']).toEqual(expect.any(String));
  });

  it('of others are not to be seen', async ({ admin, member, name, later }) => {
    const { network } = await admin.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => admin.network.networks.delete({ network_id: network.id }));
    expect((await member.network.request('GET', `/networks/${network.id}`)).status).toBe(404);
    expect((await member.network.request('DELETE', `/networks/${network.id}`)).status).toBe(404);
    const { networks } = await member.network.networks.list({ query: { id: network.id } });
    expect(networks).toEqual([]);
    await admin.network.networks.update({ network_id: network.id, body: { network: { shared: true } } });
    expect((await member.network.networks.list({ query: { id: network.id } })).networks).toHaveLength(1);
    const refused = await member.network.request('PUT', `/networks/${network.id}`, { json: { network: { name: 'x' } } });
    expect([refused.status, refused.json]).toEqual([
      403,
      { NeutronError: { type: 'PolicyNotAuthorized', message: 'rule:update_network is disallowed by policy', detail: '' } },
    ]);
  });

  it('are made several at a time, all or none', async ({ member, name, later }) => {
    const [one, two] = [name('network'), name('network')];
    const { networks } = await member.network.networks.createBulk({ body: { networks: [{ name: one }, { name: two }] } });
    for (const { id } of networks) later(() => member.network.networks.delete({ network_id: id }));
    expect(networks.map((network) => network.name)).toEqual([one, two]);
    const three = name('network');
    const refused = await member.network.request('POST', '/networks', { json: { networks: [{ name: three }, { nothing: 1 }] } });
    expect(refused.status).toBe(400);
    expect((await member.network.networks.list({ query: { name: three } })).networks).toEqual([]);
  });

  it('page by marker in both directions, with links', async ({ member, name, later }) => {
    const label = name('network');
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { network } = await member.network.networks.create({ body: { network: { name: label, description: String(n) } } });
      later(() => member.network.networks.delete({ network_id: network.id }));
      ids.push(network.id);
    }
    ids.sort();
    const query = { name: label, limit: 2, sort_key: 'id', sort_dir: 'asc', fields: 'id' };
    const first = await member.network.networks.list({ query });
    expect(first.networks).toEqual(ids.slice(0, 2).map((id) => ({ id })));
    expect(first.networks_links?.map(({ rel }) => rel)).toEqual(['next', 'previous']);
    const second = await member.network.networks.list({ query: { ...query, marker: ids[1] } });
    expect(second.networks.map(({ id }) => id)).toEqual([ids[2]]);
    expect(second.networks_links?.map(({ rel }) => rel)).toEqual(['previous']);
    const back = await member.network.networks.list({ query: { ...query, marker: ids[2], page_reverse: true } });
    expect(back.networks.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  });

  it('are held back by a revision that is no more', async ({ member, name, later }) => {
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    later(() => member.network.networks.delete({ network_id: network.id }));
    const change = (revision: number) =>
      member.network.request('PUT', `/networks/${network.id}`, {
        json: { network: { description: 'x' } },
        headers: { 'If-Match': `revision_number=${revision}` },
      });
    const stale = await change(network.revision_number + 7);
    expect([stale.status, (stale.json as { NeutronError: { type: string } }).NeutronError.type]).toEqual([412, 'RevisionNumberConstraintFailed']);
    expect((await change(network.revision_number)).status).toBe(200);
  });

  it('lie on several segments', async ({ admin, member, name, later }) => {
    const segments = [{ 'provider:network_type': 'vxlan' }, { 'provider:network_type': 'local' }];
    const { network } = await admin.network.networks.create({ body: { network: { name: name('network'), segments } } });
    later(() => admin.network.networks.delete({ network_id: network.id }));
    expect(network.segments?.map((segment) => segment['provider:network_type'])).toEqual(['vxlan', 'local']);
    expect(Object.keys(network).filter((key) => key.startsWith('provider:'))).toEqual([]);
    const both = { network: { name: name('network'), segments, 'provider:network_type': 'vxlan' } };
    const refused = await admin.network.request('POST', '/networks', { json: both });
    expect([refused.status, refused.json.NeutronError.type, refused.json.NeutronError.message]).toEqual([
      400,
      'SegmentsSetInConjunctionWithProviders',
      'Segments and provider values cannot both be set.',
    ]);
    const forbidden = await member.network.request('POST', '/networks', { json: { network: { segments } } });
    expect([forbidden.status, forbidden.json.NeutronError.type]).toEqual([403, 'PolicyNotAuthorized']);
  });

  it('carry tags', async ({ member, name, later }) => {
    const { network } = await member.network.networks.create({ body: { network: { name: name('network') } } });
    const { id: network_id } = network;
    later(() => member.network.networks.delete({ network_id }));
    expect((await member.network.request('PUT', `/networks/${network_id}/tags/blue`)).status).toBe(201);
    expect(await member.network.networkTags.replace({ network_id, body: { tags: ['red', 'green'] } })).toEqual({ tags: ['red', 'green'] });
    expect((await member.network.networkTags.list({ network_id })).tags.toSorted()).toEqual(['green', 'red']);
    await member.network.networkTags.delete({ network_id, tag: 'red' });
    const gone = await member.network.request('GET', `/networks/${network_id}/tags/red`);
    expect([gone.status, gone.json]).toEqual([404, { NeutronError: { type: 'TagNotFound', message: 'Tag red could not be found.', detail: '' } }]);
    const { networks } = await member.network.networks.list({ query: { tags: 'green', id: network_id } });
    expect(networks.map(({ tags }) => tags)).toEqual([['green']]);
  });

  const refusals: [body: unknown, status: number, type: string, message: string][] = [
    [{ network: { nothing: 1 } }, 400, 'HTTPBadRequest', "Unrecognized attribute(s) 'nothing'"],
    [{ network: { admin_state_up: 'maybe' } }, 400, 'InvalidInput', "Invalid input for operation: 'maybe' cannot be converted to boolean."],
    [{ network: { status: 'UP' } }, 400, 'HTTPBadRequest', "Attribute 'status' not allowed in POST"],
    [{ network: { name: 5 } }, 400, 'HTTPBadRequest', "Invalid input for name. Reason: '5' is not a valid string."],
    [{ network: { name: ' x' } }, 400, 'HTTPBadRequest', "Invalid input for name. Reason: ' x' is not a valid string."],
    [{ network: { mtu: 'x' } }, 400, 'InvalidInput', "Invalid input for operation: 'x' is not an integer."],
    [{ network: [1] }, 400, 'HTTPBadRequest', "Object 'network' contains invalid data"],
    [{ networks: [] }, 400, 'HTTPBadRequest', 'Resources required'],
    [{ name: 'x' }, 400, 'HTTPBadRequest', "Unable to find 'network' in request body"],
    [[1], 400, 'HTTPBadRequest', 'Body contains invalid data'],
    [
      { network: { shared: true, 'router:external': true } },
      403,
      'PolicyNotAuthorized',
      '((rule:create_network and rule:create_network:shared) and rule:create_network:router:external) is disallowed by policy',
    ],
    [
      { network: { project_id: 'x' } },
      400,
      'HTTPBadRequest',
      "Specifying 'project_id' other than the authenticated project in request is not allowed for the current user.",
    ],
  ];
  for (const [json, status, type, message] of refusals) {
    it(`are refused to a member: ${JSON.stringify(json).slice(0, 60)}`, async ({ member }) => {
      const answer = await member.network.request('POST', '/networks', { json });
      expect([answer.status, answer.json]).toEqual([status, { NeutronError: { type, message, detail: '' } }]);
    });
  }

  const queries: [query: string, status: number, message: string][] = [
    ['nothing=1', 400, "['nothing'] is invalid attribute for filtering"],
    ['sort_key=nothing&sort_dir=asc', 400, "['nothing'] is invalid attribute for sort_keys"],
    ['sort_key=name', 400, 'The number of sort_keys and sort_dirs must be same'],
    ['limit=x', 400, "Bad limit request: Limit must be an integer 0 or greater and not 'x'."],
    ['limit=1&marker=nope', 404, 'Network nope could not be found.'],
  ];
  for (const [query, status, message] of queries) {
    it(`are not listed by ${query}`, async ({ member }) => {
      const answer = await member.network.request('GET', `/networks?${query}`);
      expect([answer.status, (answer.json as { NeutronError: { message: string } }).NeutronError.message]).toEqual([status, message]);
    });
  }

  it('know no PATCH, and take a change of all for one of none', async ({ member }) => {
    expect((await member.network.request('PATCH', '/networks', { json: {} })).status).toBe(405);
    const answer = await member.network.request('DELETE', '/networks');
    expect([answer.status, answer.json]).toEqual([404, { NeutronError: { type: 'NetworkNotFound', message: 'Network None could not be found.', detail: '' } }]);
  });
});
