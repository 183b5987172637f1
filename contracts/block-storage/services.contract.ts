import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('services of block storage', { needs: ['admin', 'block storage'] }, (it) => {
  it('are listed, by host and binary', async ({ admin, member }) => {
    const { services } = await admin['block-storage'].at('3.49').services.list();
    const volume = services.find(({ binary }) => binary === 'cinder-volume');
    expect(volume).toMatchObject({ status: 'enabled', state: 'up', cluster: null, backend_state: 'up', frozen: false });
    const [host = ''] = volume?.host.split('@') ?? [];
    const named = await admin['block-storage'].services.list({ query: { host, binary: 'cinder-volume' } });
    expect(named.services.map((service) => service.host)).toContain(volume?.host);
    expect((await admin['block-storage'].services.list({ query: { host: 'nope' } })).services).toEqual([]);
    expect((await member['block-storage'].request('GET', '/os-services')).status).toBe(403);
  });

  it('are enabled, and refused where there are none', async ({ admin }) => {
    const { services } = await admin['block-storage'].services.list({ query: { binary: 'cinder-scheduler' } });
    const host = services[0]?.host ?? '';
    const enabled = await admin['block-storage'].services.enable({ body: { host, binary: 'cinder-scheduler' } });
    expect(enabled).toEqual({ host, service: '', binary: 'cinder-scheduler', status: 'enabled', disabled: false });
    const put = async (act: string, json: object) => (await admin['block-storage'].request('PUT', `/os-services/${act}`, { json })).json;
    expect(await put('disable', { host: 'nope', binary: 'x' })).toEqual({ itemNotFound: { code: 404, message: 'Service x could not be found on host nope.' } });
    expect((await put('enable', { binary: 'x' })).badRequest.message).toBe('Invalid input received: Host field is missing.');
    expect((await put('enable', { host: 'x' })).badRequest.message).toBe("{'host': 'x'} is not valid under any of the given schemas");
    expect((await put('disable-log-reason', { host: 'x', binary: 'x', disabled_reason: ' ' })).badRequest.message).toBe(
      "Invalid input for field/attribute disabled_reason. Value:  . ' ' is not a 'disabled_reason'",
    );
    expect((await put('freeze', { host: 'nope' })).badRequest.message).toBe('No service found with host=nope');
  });

  it.emulatorOnly('Cinder 29 answers so and changes nothing: it forgets to write it', 'are disabled and enabled', async ({ admin }) => {
    const { services } = admin['block-storage'];
    const [volume] = (await services.list({ query: { binary: 'cinder-volume' } })).services;
    const body = { host: volume?.host ?? '', binary: 'cinder-volume' };
    await services.disableWithReason({ body: { ...body, disabled_reason: 'upkeep' } });
    expect((await services.list({ query: body })).services[0]).toMatchObject({ status: 'disabled', disabled_reason: 'upkeep' });
    expect((await admin['block-storage'].availabilityZones.list()).availabilityZoneInfo).toEqual([{ zoneName: 'nova', zoneState: { available: false } }]);
    await services.enable({ body });
    expect((await services.list({ query: body })).services[0]).toMatchObject({ status: 'enabled', disabled_reason: null });
    await services.freeze({ body: { host: body.host } });
    expect((await services.list({ query: body })).services[0]).toMatchObject({ frozen: true, status: 'disabled', disabled_reason: 'frozen' });
    await services.thaw({ body: { host: body.host } });
    expect((await services.list({ query: body })).services[0]).toMatchObject({ frozen: false, status: 'enabled' });
  });
});

contract('the storage behind block storage', { needs: ['admin', 'block storage'] }, (it) => {
  it('is shown as zones, pools, capabilities and hosts', async ({ admin, member }) => {
    const storage = admin['block-storage'].at('3.71');
    expect((await member['block-storage'].availabilityZones.list()).availabilityZoneInfo).toContainEqual({ zoneName: 'nova', zoneState: { available: true } });
    const { pools } = await storage.pools.list({ query: { detail: 'true' } });
    const pool = pools[0]?.name ?? '';
    expect(pools[0]?.capabilities).toMatchObject({ storage_protocol: 'iSCSI', thin_provisioning_support: true });
    expect((await storage.pools.list({ query: { name: pool } })).pools).toEqual([{ name: pool }]);
    expect((await storage.pools.list({ query: { name: 'nope' } })).pools).toEqual([]);
    const unknown = await storage.request('GET', '/scheduler-stats/get_pools?nope=1');
    expect(unknown.json.badRequest.message).toBe('Invalid filters nope are found in query options.');
    const [host = ''] = pool.split('#');
    expect(await storage.capabilities.show({ host })).toMatchObject({ namespace: `OS::Storage::Capabilities::${host}`, storage_protocol: 'iSCSI' });
    expect((await storage.request('GET', '/capabilities/nope')).json.itemNotFound.message).toBe("Can't find service: nope");
    expect((await storage.hosts.list()).hosts).toContainEqual(expect.objectContaining({ host_name: host, service: 'cinder-volume', zone: 'nova' }));
    expect((await storage.hosts.show({ host })).host[0]?.resource).toMatchObject({ host, project: '(total)' });
    const gone = await storage.request('GET', '/os-hosts/nope');
    expect(gone.json.itemNotFound.message).toBe('Service cinder-volume could not be found on host nope.');
  });

  it('has no clusters, and nothing to clean up', async ({ admin }) => {
    const storage = admin['block-storage'].at('3.71');
    expect(await storage.clusters.list()).toEqual({ clusters: [] });
    const missing = await storage.request('GET', '/clusters/nope');
    expect(missing.json.itemNotFound.message).toBe("Cluster {'binary': 'cinder-volume', 'name': 'nope'} could not be found.");
    expect(await storage.workers.cleanup({ body: { host: 'nope' } })).toEqual({ cleaning: [], unavailable: [] });
    const strange = await storage.request('POST', '/workers/cleanup', { json: { resource_type: 'nope' } });
    expect(strange.json.badRequest.message).toBe('Invalid input received: Resource type Nope not valid, must be Snapshot or Volume');
  });

  it('is looked through on a host', async ({ admin }) => {
    const storage = admin['block-storage'].at('3.71');
    const get = async (path: string) => (await storage.request('GET', path)).json;
    expect((await get('/manageable_volumes')).badRequest.message).toBe('Invalid input received: One and only one of cluster and host must be set.');
    expect((await get('/manageable_snapshots?host=nope')).itemNotFound.message).toBe('Service cinder-volume could not be found on host nope.');
    const managed = await storage.request('POST', '/manageable_volumes', { json: { volume: { host: 'nope', ref: {} } } });
    expect(managed.json.badRequest.message).toBe("Host 'nope' not found");
  });

  it('has what once were extensions', async ({ member }) => {
    const { extensions } = member['block-storage'];
    expect((await extensions.list()).extensions.map(({ alias }) => alias)).toContain('os-quota-sets');
    expect((await extensions.show({ alias: 'os-hosts' })).extension.name).toBe('Hosts');
    expect((await member['block-storage'].request('GET', '/extensions/nope')).status).toBe(404);
  });
});
