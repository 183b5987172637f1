import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { say } from '../../test/contract/say.ts';
import { ingredients, running } from '../../test/contract/server.ts';

contract('host aggregates', { needs: ['admin', 'microversion 2.90'] }, (it) => {
  it('are made, renamed, described and deleted', async ({ admin, name, later }) => {
    const { aggregates } = admin.compute.at('2.90');
    const { aggregate } = await aggregates.create({ body: { aggregate: { name: name('aggregate') } } });
    const aggregate_id = String(aggregate.id);
    later(() => aggregates.delete({ aggregate_id }));
    expect(aggregate).toMatchObject({ availability_zone: null, deleted: false, updated_at: null });
    const renamed = name('aggregate');
    const update = { aggregate_id, body: { aggregate: { name: `${renamed} `, availability_zone: name('zone') } } };
    const { aggregate: updated } = await aggregates.update(update);
    expect(updated).toMatchObject({ name: renamed, hosts: [], metadata: { availability_zone: update.body.aggregate.availability_zone } });
    const { aggregate: described } = await aggregates.setMetadata({ aggregate_id, body: { set_metadata: { metadata: { ssd: 'true', rack: '4' } } } });
    expect(described.metadata).toMatchObject({ ssd: 'true', rack: '4' });
    const { aggregate: less } = await aggregates.setMetadata({ aggregate_id, body: { set_metadata: { metadata: { ssd: null } } } });
    expect(less.metadata).not.toHaveProperty('ssd');
    expect((await aggregates.list()).aggregates.map(({ id }) => id)).toContain(aggregate.id);
    expect(await say(admin, 'POST', '/os-aggregates', { aggregate: { name: renamed } })).toEqual([409, `Aggregate ${renamed} already exists.`]);
    await aggregates.delete({ aggregate_id });
    expect(await say(admin, 'GET', `/os-aggregates/${aggregate_id}`)).toEqual([404, `Aggregate ${aggregate_id} could not be found.`]);
  });

  it('have hosts, which Placement knows of', async ({ admin, name, later }) => {
    const { aggregates, hypervisors } = admin.compute.at('2.90');
    const { aggregate } = await aggregates.create({ body: { aggregate: { name: name('aggregate') } } });
    const aggregate_id = String(aggregate.id);
    later(() => aggregates.delete({ aggregate_id }));
    const { hypervisors: nodes } = await hypervisors.listDetail();
    const [node] = nodes;
    const host = node?.service.host ?? '';
    later(async () => say(admin, 'POST', `/os-aggregates/${aggregate_id}/action`, { remove_host: { host } }));
    expect((await aggregates.addHost({ aggregate_id, body: { add_host: { host } } })).aggregate.hosts).toEqual([host]);
    const act = (body: unknown) => say(admin, 'POST', `/os-aggregates/${aggregate_id}/action`, body);
    expect(await act({ add_host: { host } })).toEqual([409, `Aggregate ${aggregate_id} already has host ${host}.`]);
    expect(await act({ add_host: { host: 'nope' } })).toEqual([404, 'Compute host nope could not be found.']);
    const known = async () => (await admin.placement.at('1.39').aggregates.list({ uuid: String(node?.id) })).aggregates;
    expect(await known()).toContain(aggregate.uuid);
    expect(await say(admin, 'DELETE', `/os-aggregates/${aggregate_id}`)).toEqual([
      400,
      `Cannot remove host from aggregate ${aggregate_id}. Reason: Host aggregate is not empty.`,
    ]);
    expect((await aggregates.removeHost({ aggregate_id, body: { remove_host: { host } } })).aggregate.hosts).toEqual([]);
    expect(await act({ remove_host: { host } })).toEqual([404, `Cannot remove host ${host} in aggregate ${aggregate_id}`]);
    expect(await known()).not.toContain(aggregate.uuid);
  });
});

contract('zones and hosts', { needs: ['admin', 'image', 'flavor', 'network', 'two fake hosts'] }, (it) => {
  it('decide where servers go', async (stage) => {
    const { admin, name, later } = stage;
    const { aggregates, services } = admin.compute.at('2.90');
    const [first = '', second = ''] = (await services.list({ query: { binary: ['nova-compute'] } })).services.map(({ host }) => host);
    const zone = name('zone');
    const { aggregate } = await aggregates.create({ body: { aggregate: { name: zone, availability_zone: zone } } });
    const aggregate_id = String(aggregate.id);
    later(() => aggregates.delete({ aggregate_id }));
    later(() => aggregates.removeHost({ aggregate_id, body: { remove_host: { host: second } } }));
    await aggregates.addHost({ aggregate_id, body: { add_host: { host: second } } });
    const zones = await admin.compute.availabilityZones.list();
    expect(zones.availabilityZoneInfo.map(({ zoneName }) => zoneName)).toContain(zone);

    const where = async (server_id: string) => (await admin.compute.request('GET', `/servers/${server_id}`)).json.server['OS-EXT-SRV-ATTR:host'] as string;
    const there = await running(stage, admin, { availability_zone: zone });
    expect(await where(there)).toBe(second);
    expect(await say(admin, 'PUT', `/os-aggregates/${aggregate_id}`, { aggregate: { availability_zone: name('other') } })).toEqual([
      400,
      `Cannot update aggregate ${aggregate_id}. Reason: One or more hosts contain instances in this zone.`,
    ]);
    const { aggregate: other } = await aggregates.create({ body: { aggregate: { name: name('other'), availability_zone: name('other') } } });
    later(() => aggregates.delete({ aggregate_id: String(other.id) }));
    expect(await say(admin, 'POST', `/os-aggregates/${other.id}/action`, { add_host: { host: second } })).toEqual([
      409,
      `Cannot add host to aggregate ${other.id}. Reason: One or more hosts already in availability zone(s) ['${zone}'].`,
    ]);

    const service = (await services.list({ query: { binary: ['nova-compute'], host: [second] } })).services[0]?.id ?? '';
    later(() => services.update({ service_id: String(service), body: { status: 'enabled' } }));
    await services.update({ service_id: String(service), body: { status: 'disabled', disabled_reason: 'repair' } });
    const elsewhere = await running(stage, admin);
    expect(await where(elsewhere)).toBe(first);
    const refused = await admin.compute.request('POST', '/servers', { json: { server: { ...(await ingredients(stage)), availability_zone: zone } } });
    expect([refused.status, refused.json.badRequest?.message]).toEqual([400, 'The requested availability zone is not available']);
  });
});
