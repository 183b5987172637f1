import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { said } from '../../test/contract/people.ts';

contract('services, regions and endpoints', { needs: ['admin'] }, (it) => {
  it('are changed, found and gone', async ({ admin, name, later }) => {
    const ask = async (method: string, path: string, json?: object) => said(await admin.identity.request(method, path, json && { json }));
    const region = `/regions/${name('region')}`;
    expect(await ask('PUT', region, { region: { description: 'one' } })).toMatchObject([201, { region: { description: 'one', parent_region_id: null } }]);
    later(async () => void (await admin.identity.request('DELETE', region)));
    expect(await ask('PATCH', region, { region: { description: 'two' } })).toMatchObject([200, { region: { description: 'two' } }]);
    expect(await ask('GET', region)).toMatchObject([200, { region: { description: 'two' } }]);
    const { service } = await admin.identity.services.create({ body: { service: { type: name('type'), name: name('service') } } });
    later(() => admin.identity.services.delete({ service_id: service.id }));
    expect(await ask('PATCH', `/services/${service.id}`, { service: { enabled: false } })).toMatchObject([200, { service: { enabled: false } }]);
    expect(await ask('GET', `/services/${service.id}`)).toMatchObject([200, { service: { enabled: false } }]);
    const body = { endpoint: { service_id: service.id, interface: 'public' as const, url: 'http://127.0.0.1:1' } };
    const { endpoint } = await admin.identity.endpoints.create({ body });
    const path = `/endpoints/${endpoint.id}`;
    expect(await ask('PATCH', path, { endpoint: { url: 'http://127.0.0.1:2' } })).toMatchObject([200, { endpoint: { url: 'http://127.0.0.1:2' } }]);
    expect(await ask('GET', path)).toMatchObject([200, { endpoint: { url: 'http://127.0.0.1:2', region: null } }]);
    expect(await ask('DELETE', path)).toEqual([204, undefined]);
    expect(await ask('GET', path)).toEqual([404, `Could not find endpoint: ${endpoint.id}.`]);
  });

  it('bear policies by service, and by service and region', async ({ admin, name, later }) => {
    const ask = async (method: string, path: string) => (await admin.identity.request(method, path)).status;
    const { policy } = await admin.identity.policies.create({ body: { policy: { blob: 'x', type: 'text/plain' } } });
    later(() => admin.identity.policies.delete({ policy_id: policy.id }));
    const { service } = await admin.identity.services.create({ body: { service: { type: name('type'), name: name('service') } } });
    later(() => admin.identity.services.delete({ service_id: service.id }));
    const region_id = name('region');
    await admin.identity.regions.create({ body: { region: { id: region_id } } });
    later(() => admin.identity.regions.delete({ region_id }));
    const service_ = `/policies/${policy.id}/OS-ENDPOINT-POLICY/services/${service.id}`;
    for (const path of [service_, `${service_}/regions/${region_id}`]) {
      expect([path, await ask('GET', path)]).toEqual([path, 404]);
      expect([path, await ask('PUT', path)]).toEqual([path, 204]);
      expect([path, await ask('GET', path)]).toEqual([path, 204]);
      expect([path, await ask('DELETE', path)]).toEqual([path, 204]);
      expect([path, await ask('GET', path)]).toEqual([path, 404]);
    }
  });
});
