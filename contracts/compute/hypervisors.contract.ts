import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

contract('hypervisors', { needs: ['admin', 'microversion 2.88'] }, (it) => {
  it('are listed, by page and by name, and shown with what they have left', async ({ admin }) => {
    const { hypervisors } = await admin.compute.at('2.87').hypervisors.listDetail();
    const [first] = hypervisors;
    if (!first) throw new Error('a cloud has a host');
    expect(first).toMatchObject({ state: 'up', status: 'enabled', free_ram_mb: (first.memory_mb ?? 0) - (first.memory_mb_used ?? 0) });
    expect(first.cpu_info?.topology.cores).toBeGreaterThan(0);
    expect((await admin.compute.at('2.87').hypervisors.show({ hypervisor_id: String(first.id) })).hypervisor.id).toBe(first.id);
    const pattern = first.hypervisor_hostname.slice(0, 3).toUpperCase();
    const { hypervisors: found } = await admin.compute.at('2.53').hypervisors.list({ query: { hypervisor_hostname_pattern: [pattern] } });
    expect(found.map(({ id }) => id)).toContain(first.id);
    const { hypervisors: page, hypervisors_links } = await admin.compute.at('2.33').hypervisors.list({ query: { limit: ['1'] } });
    expect(page.map(({ id }) => typeof id)).toEqual(['number']);
    expect(hypervisors_links?.[0]?.href).toContain(`marker=${page[0]?.id}`);
    const { hypervisor_statistics } = await admin.compute.hypervisors.statistics();
    expect(hypervisor_statistics['count']).toBe(hypervisors.length);
  });

  it('lose their numbers in 2.88', async ({ admin }) => {
    const { hypervisors } = await admin.compute.at('2.88').hypervisors.listDetail();
    expect(hypervisors[0]).toHaveProperty('uptime');
    expect(hypervisors[0]).not.toHaveProperty('vcpus');
    await expect(admin.compute.at('2.88').hypervisors.statistics()).rejects.toMatchObject({ status: 404 });
  });

  it('are not found by other ids, and not by members', async ({ admin, member }) => {
    const show = (version: '2.52' | '2.53', hypervisor_id: string) => admin.compute.at(version).hypervisors.show({ hypervisor_id });
    await expect(show('2.52', 'nope')).rejects.toMatchObject({ status: 404, message: "Hypervisor with ID 'nope' could not be found." });
    await expect(show('2.53', 'nope')).rejects.toMatchObject({ status: 400, message: 'Invalid uuid nope' });
    await expect(admin.compute.hypervisors.search({ pattern: 'nope' })).rejects.toMatchObject({ message: "No hypervisor matching 'nope' could be found." });
    await expect(member.compute.hypervisors.list()).rejects.toMatchObject({
      status: 403,
      message: "Policy doesn't allow os_compute_api:os-hypervisors:list to be performed.",
    });
  });
});

contract('compute services', { needs: ['admin', 'microversion 2.53'] }, (it) => {
  it('run on hosts, in zones', async ({ admin, member }) => {
    const { services } = await admin.compute.at('2.53').services.list();
    const binaries = services.map(({ binary }) => binary);
    expect(binaries).toEqual(expect.arrayContaining(['nova-conductor', 'nova-scheduler', 'nova-compute']));
    const compute = services.find(({ binary }) => binary === 'nova-compute');
    expect(compute).toMatchObject({ status: 'enabled', state: 'up', forced_down: false });
    const { services: found } = await admin.compute.services.list({ query: { binary: ['nova-compute'], host: [compute?.host ?? ''] } });
    expect(found.map(({ id }) => typeof id)).toEqual(['number']);
    const { availabilityZoneInfo } = await member.compute.availabilityZones.list();
    expect(availabilityZoneInfo).toContainEqual({ zoneName: compute?.zone, zoneState: { available: true }, hosts: null });
    const { availabilityZoneInfo: detail } = await admin.compute.availabilityZones.listDetail();
    const zone = detail.find(({ zoneName }) => zoneName === compute?.zone);
    expect(zone?.hosts?.[compute?.host ?? '']?.['nova-compute']).toMatchObject({ available: true, active: true });
    await expect(member.compute.availabilityZones.listDetail()).rejects.toMatchObject({ status: 403 });
  });

  it('are not updated where they are unknown', async ({ admin }) => {
    const put = async (version: string, path: string, json: unknown) => {
      const answer = await admin.compute.request('PUT', `/os-services/${path}`, { json, headers: { 'openstack-api-version': `compute ${version}` } });
      return [answer.status, Object.values<{ message: string }>(answer.json)[0]?.message];
    };
    const body = { host: 'nope', binary: 'nova-compute' };
    expect(await put('2.1', 'disable', body)).toEqual([404, "Host 'nope' is not mapped to any cell"]);
    expect(await put('2.1', 'fly', body)).toEqual([404, 'Unknown action']);
    expect(await put('2.1', 'disable-log-reason', body)).toEqual([400, 'Missing disabled reason field']);
    expect(await put('2.1', 'enable', { host: 'nope' })).toEqual([400, "'binary' is a required property"]);
    expect(await put('2.53', 'enable', body)).toEqual([400, "Additional properties are not allowed ('binary', 'host' were unexpected)"]);
    expect(await put('2.53', '00000000-0000-0000-0000-000000000000', { status: 'enabled' })).toEqual([
      404,
      'Service 00000000-0000-0000-0000-000000000000 could not be found.',
    ]);
  });
});

contract("Nova's past", { needs: [] }, (it) => {
  it('is answered with 410', async ({ member }) => {
    for (const [method, path, json] of [
      ['GET', '/os-cells'],
      ['POST', '/os-agents', {}],
      ['GET', '/os-fixed-ips/10.0.0.1'],
      ['POST', '/os-fixed-ips/10.0.0.1/action', { reserve: null }],
    ] as const) {
      const answer = await member.compute.at('2.90').request(method, path, { json });
      expect([answer.status, answer.json]).toEqual([
        410,
        { computeFault: { code: 410, message: 'This resource is no longer available. No forwarding address is given.' } },
      ]);
    }
  });

  it('left a list of extensions', async ({ member }) => {
    const { extensions } = await member.compute.extensions.list();
    expect(extensions.map(({ alias }) => alias)).toEqual(expect.arrayContaining(['os-keypairs', 'OS-EXT-STS', 'os-volumes']));
    expect((await member.compute.extensions.show({ alias: 'os-keypairs' })).extension.name).toBe('Keypairs');
    await expect(member.compute.extensions.show({ alias: 'nope' })).rejects.toMatchObject({ status: 404 });
  });
});
