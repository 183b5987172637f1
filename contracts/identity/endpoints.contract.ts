import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

const error = (code: number, title: string, message: string) => ({ error: { code, message, title } });

contract('endpoints', { needs: ['admin'] }, (it) => {
  it('are made for a service in a region, and go with the service', async ({ admin, name, later }) => {
    const [type, place] = [name('type'), name('region')];
    const { region } = await admin.identity.regions.create({ body: { region: { id: place, description: 'x' } } });
    later(() => admin.identity.regions.delete({ region_id: place }));
    expect(region).toMatchObject({ id: place, description: 'x', parent_region_id: null });
    const { service } = await admin.identity.services.create({ body: { service: { type, description: 'y' } } });
    later(() => admin.identity.services.delete({ service_id: service.id }));
    expect(service).toMatchObject({ type, name: '', enabled: true, description: 'y' });

    const wanted = { service_id: service.id, interface: 'public' as const, region_id: place, url: 'http://127.0.0.1:1/$(project_id)s' };
    const { endpoint } = await admin.identity.endpoints.create({ body: { endpoint: wanted } });
    expect(endpoint).toMatchObject({ ...wanted, region: place, enabled: true });
    expect((await admin.identity.endpoints.list({ query: { service_id: service.id } })).endpoints).toEqual([endpoint]);
    const { catalog } = await admin.identity.auth.catalog({});
    const { project } = await admin.whoami();
    expect(catalog.find((entry) => entry.id === service.id)?.endpoints.map((one) => one.url)).toEqual([`http://127.0.0.1:1/${project?.id}`]);

    const kept = await admin.identity.request('DELETE', `/regions/${place}`);
    const message = `Unable to delete region ${place} because it or its child regions have associated endpoints.`;
    expect([kept.status, kept.json]).toEqual([403, error(403, 'Forbidden', message)]);
    await admin.identity.services.delete({ service_id: service.id });
    const gone = await admin.identity.request('GET', `/endpoints/${endpoint.id}`);
    expect([gone.status, gone.json]).toEqual([404, error(404, 'Not Found', `Could not find endpoint: ${endpoint.id}.`)]);
  });

  it('are refused without a service, an interface or a URL', async ({ admin }) => {
    const good = { service_id: 'nope', interface: 'public', url: 'http://x' };
    const lacking =
      'Expecting to find endpoint service_id in service table. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';
    const refused: [endpoint: object, message: string][] = [
      [good, lacking],
      [{ ...good, interface: 'other' }, "Invalid input for field/attribute interface. Value: other. 'other' is not one of ['admin', 'internal', 'public']"],
      [{ ...good, url: 'nourl' }, "Invalid input for field/attribute url. Value: nourl. 'nourl' does not match '^[a-zA-Z0-9+.-]+:.+'"],
      [{ ...good, url: 'http://x/$(bad)s' }, 'Cannot create an endpoint with an invalid URL: http://x/$(bad)s.'],
    ];
    for (const [endpoint, message] of refused) {
      const { status, json } = await admin.identity.request('POST', '/endpoints', { json: { endpoint } });
      expect([status, json]).toEqual([400, error(400, 'Bad Request', message)]);
    }
  });

  it('are listed by admins; regions by everybody', async ({ member }) => {
    for (const path of ['/endpoints', '/services', '/services/nope']) expect((await member.identity.request('GET', path)).status).toBe(403);
    expect((await member.identity.regions.list({})).regions.map((region) => region.id)).toContain('RegionOne');
    const { status, json } = await member.identity.request('GET', '/regions?nothing=1');
    expect([status, json.error.message]).toEqual([400, "Additional properties are not allowed ('nothing' was unexpected)"]);
  });
});

contract('versions', { needs: [] }, (it) => {
  it('are told without a token, with links that follow the path', async ({ admin }) => {
    const all = await admin.identity.request('GET', '/', { root: '' });
    expect([all.status, all.headers.get('location')]).toEqual([300, expect.stringMatching(/\/v3\/$/)]);
    const { version } = (await admin.identity.request('GET', '', { root: '/v3' })).json;
    expect(all.json).toEqual({ versions: { values: [version] } });
    expect([version.id, version.status, version.links]).toEqual(['v3.14', 'stable', [{ rel: 'self', href: all.headers.get('location') }]]);
  });
});
