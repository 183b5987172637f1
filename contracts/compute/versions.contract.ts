import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('compute versions', { needs: [] }, (it) => {
  it('are listed without a token', async ({ admin }) => {
    const answer = await admin.compute.request('GET', '/', { root: '', headers: { 'x-auth-token': '' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('openstack-api-version')).toBe(null);
    expect(answer.json.versions).toMatchObject([
      { id: 'v2.0', status: 'DEPRECATED', version: '', min_version: '' },
      { id: 'v2.1', status: 'CURRENT', min_version: '2.1' },
    ]);
    expect(answer.json.versions[1].links[0].href).toMatch(/\/v2\.1\/$/);
  });

  it('are shown at their roots, with or without a slash', async ({ admin }) => {
    const { version } = await admin.compute.versions.show();
    expect(version).toMatchObject({ id: 'v2.1', 'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.compute+json;version=2.1' }] });
    expect(await admin.compute.versions.showWithoutSlash()).toEqual({ version });
    expect(await admin.compute.versions.showById({ version_id: 'v2.1' })).toEqual({ version });
    const legacy = await admin.compute.request('GET', '/v2', { root: '' });
    expect(legacy.json.version).toMatchObject({ id: 'v2.0', version: '', links: [{ rel: 'self' }, { rel: 'describedby' }] });
    expect(legacy.headers.get('openstack-api-version')).toBe(null);
    await expect(admin.compute.versions.showById({ version_id: 'v9' })).rejects.toMatchObject({ status: 404 });
  });

  it('are offered for any other path, whatever the method', async ({ admin }) => {
    for (const [method, path] of [
      ['GET', '/v1.1'],
      ['GET', '/v3/servers'],
      ['POST', '/nothing'],
    ] as const) {
      const { status, json } = await admin.compute.request(method, path, { root: '' });
      expect(status).toBe(300);
      expect(json.choices.map(({ id, links }: { id: string; links: { href: string }[] }) => [id, links[0]?.href.endsWith(path)])).toEqual([
        ['v2.0', true],
        ['v2.1', true],
      ]);
    }
  });

  it('are negotiated, echoed and refused', async ({ admin }) => {
    const ask = (version: string) => admin.compute.request('GET', '/flavors?limit=1', { headers: { 'openstack-api-version': version } });
    const latest = await ask('compute latest');
    expect(latest.headers.get('openstack-api-version')).toMatch(/^compute 2\.\d+$/);
    expect(latest.headers.get('vary')).toMatch(/OpenStack-API-Version/);
    expect((await ask('volume 3.50')).headers.get('x-openstack-nova-api-version')).toBe('2.1');

    const high = await ask('compute 2.9999');
    expect(high.status).toBe(406);
    expect(high.headers.get('openstack-api-version')).toBe('compute 2.9999');
    expect(high.json.computeFault.message).toMatch(/^Version 2\.9999 is not supported by the API\. Minimum is 2\.1 and maximum is 2\.\d+\.$/);
    for (const wrong of ['abc', '2', '2.01', 'LATEST']) {
      const { status, json, headers } = await ask(`compute ${wrong}`);
      expect(status).toBe(400);
      expect(headers.get('openstack-api-version')).toBe(null);
      expect(json.badRequest.message).toBe(`API Version String ${wrong} is of invalid format. Must be of format MajorNum.MinorNum.`);
    }
  });

  it('before microversions ignore them, and what a body has too much', async ({ admin, name, later }) => {
    const headers = { 'openstack-api-version': 'compute 2.75' };
    const flavor = { name: name('legacy'), ram: 64, vcpus: 1, disk: 1, nonsense: true };
    const made = await admin.compute.request('POST', '/flavors', { root: '/v2', headers, json: { flavor, more: 1 } });
    later(() => admin.compute.flavors.delete({ flavor_id: made.json.flavor.id }));
    expect(made.status).toBe(200);
    expect(made.headers.get('openstack-api-version')).toBe(null);
    expect(made.json.flavor.swap).toBe('');
    expect(made.json.flavor).not.toHaveProperty('description');
    expect(made.json.flavor.links[0].href).toMatch(/\/v2\/flavors\//);
  });

  it("take the token's project in the URL, and no other", async ({ admin }) => {
    const { project } = await admin.whoami();
    const own = await admin.compute.request('GET', `/${project?.id}/flavors?limit=1`);
    expect(own.status).toBe(200);
    expect(own.json.flavors[0].links[0].href).toContain(`/v2.1/${project?.id}/flavors/`);
    expect(own.json.flavors_links[0].href).toContain(`/v2.1/${project?.id}/flavors?limit=1&marker=`);
    const foreign = await admin.compute.request('GET', '/00000000000000000000000000000000/flavors');
    expect(foreign.status).toBe(400);
    expect(foreign.json.badRequest.message).toBe(
      `Malformed request URL: URL's project_id '00000000000000000000000000000000' doesn't match Context's project_id '${project?.id}'`,
    );
  });

  it('answer unknown paths and methods with 404, but only to those who have a token', async ({ admin }) => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['PUT', '/flavors'],
    ] as const) {
      const { status, json } = await admin.compute.request(method, path);
      expect([status, json]).toEqual([404, { message: 'The resource could not be found.<br /><br />\n\n\n', code: '404 Not Found', title: 'Not Found' }]);
    }
    expect((await admin.compute.request('HEAD', '/flavors')).status).toBe(404);
    const stranger = await admin.compute.request('GET', '/nothing', { headers: { 'x-auth-token': 'nobody' } });
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Keystone uri="http/);
  });
});
