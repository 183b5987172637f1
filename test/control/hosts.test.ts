/** Hosts whose service starts anew. */
import { expect, test } from 'vitest';
import { type Connection } from '../../client/index.ts';
import { act, say } from '../contract/say.ts';
import { build, controlled, statusOf } from './world.ts';

const hostOf = async (admin: Connection, server_id: string) => (await admin.compute.servers.show({ server_id })).server['OS-EXT-SRV-ATTR:host'] ?? '';

test('they give back what was evacuated from them, and can be forced up again', async () => {
  const control = await controlled();
  const admin = control.at('default');
  const id = await build(admin);
  expect(await statusOf(admin, id)).toBe('ACTIVE');
  const home = await hostOf(admin, id);
  const down = (forced_down: boolean) => say(admin, 'PUT', '/os-services/force-down', { host: home, binary: 'nova-compute', forced_down }, '2.11');
  const held = async () => Object.keys((await admin.placement.at('1.28').allocations.ofConsumer({ consumer_uuid: id })).allocations);
  await down(true);
  expect(await act(admin, id, { evacuate: {} }, '2.68')).toEqual([200, undefined]);
  expect(await statusOf(admin, id)).toBe('ACTIVE');
  expect(await held()).toHaveLength(2);
  expect(await down(false)).toEqual([400, expect.stringContaining(`Unable to force up host ${home} as`)]);

  expect(await control.ask('POST', '/worlds/default/hosts/nowhere/restart')).toMatchObject({
    status: 404,
    json: { error: { message: 'World default has no compute host nowhere' } },
  });
  expect(await control.ask('POST', `/worlds/default/hosts/${home}/restart`)).toMatchObject({ status: 204 });
  expect(await held()).toHaveLength(1);
  expect((await admin.compute.at('2.59').migrations.list({})).migrations).toMatchObject([{ status: 'completed', source_compute: home }]);
  expect(await down(false)).toEqual([200, undefined]);
  expect(await hostOf(admin, id)).not.toBe(home);
  await control.close();
});

test('what is deleted while they are down is gone at once', async () => {
  const control = await controlled();
  await control.ask('POST', '/worlds/default/fork', { name: 'w', profile: 'lifelike', clock: 'frozen' });
  const admin = control.at('w');
  const [first, second] = [await build(admin), await build(admin)];
  await control.ask('POST', '/worlds/w/clock/advance', { by: '5s' });
  const remains = async (id: string) => {
    await admin.compute.request('DELETE', `/servers/${id}`);
    return (await admin.compute.request('GET', `/servers/${id}`)).status;
  };
  expect(await remains(first)).toBe(200);
  await say(admin, 'PUT', '/os-services/force-down', { host: await hostOf(admin, second), binary: 'nova-compute', forced_down: true }, '2.11');
  expect(await remains(second)).toBe(404);
  await control.close();
});
