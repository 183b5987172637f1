/** Trunks, of which a cloud has none unless its seed loads them. Statuses and texts are those of Neutron with the service plugin `trunk`. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../client/index.ts';
import { type Control, controlled } from './control/world.ts';
import { trunking } from './trunking.ts';

const ABSENT = '11111111-1111-4111-8111-111111111111';
const PATHS = [
  ['GET', '/trunks'],
  ['POST', '/trunks'],
  ['GET', `/trunks/${ABSENT}`],
  ['PUT', `/trunks/${ABSENT}/add_subports`],
  ['GET', `/trunks/${ABSENT}/tags`],
  ['DELETE', `/trunks/${ABSENT}`],
] as const;

let control: Control & { close: () => Promise<void> };
let network: Connection['network'];
let net: string;
beforeEach(async () => {
  control = await controlled({ seed: trunking });
  ({ network } = control.at('default'));
  net = (await network.networks.create({ body: { network: { name: 'trunked' } } })).network.id;
});
afterEach(async () => control.close());

const port = async (of = net): Promise<string> => (await network.ports.create({ body: { port: { network_id: of } } })).port.id;
const vlan = (port_id: string, segmentation_id: unknown) => ({ port_id, segmentation_type: 'vlan', segmentation_id });
const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, json?: object, as = network) => {
  const answer = await as.request(method, path, json && { json });
  const error = answer.json?.NeutronError as { type: string; message: string } | undefined;
  return error ? [answer.status, error.type, error.message] : [answer.status];
};
const create = async (port_id: string, ...sub_ports: object[]) => ask('POST', '/trunks', { trunk: { port_id, sub_ports } });

test('a cloud that does not load them has none', async () => {
  const plain = await controlled();
  const { network: without } = plain.at('default');
  for (const [method, path] of PATHS)
    expect(await ask(method, path, method === 'GET' ? undefined : {}, without)).toEqual([404, 'HTTPNotFound', 'The resource could not be found.']);
  const { extensions } = await without.extensions.list({});
  expect(extensions.filter(({ alias }) => alias.startsWith('trunk'))).toEqual([]);
  expect((await without.quotas.showDefault({ project_id: 'any' })).quota).not.toHaveProperty('trunk');
  await plain.close();
});

test('they are listed, counted, changed, tagged and deleted', async () => {
  const [parent, first, second] = [await port(), await port(), await port()];
  const body = { trunk: { port_id: parent, name: 'one', sub_ports: [vlan(first, 20), vlan(second, 10)] as never } };
  const { trunk } = await network.trunks.create({ body });
  expect(trunk).toMatchObject({ name: 'one', port_id: parent, status: 'DOWN', revision_number: 0, tags: [], sub_ports: [vlan(first, 20), vlan(second, 10)] });
  const trunk_id = trunk.id;
  expect((await network.trunks.show({ trunk_id })).trunk.sub_ports).toEqual([vlan(second, 10), vlan(first, 20)]);
  expect((await network.trunks.list({ query: { port_id: parent, name: 'one' } })).trunks.map(({ id }) => id)).toEqual([trunk_id]);
  expect((await network.trunks.list({ query: { name: 'two' } })).trunks).toEqual([]);
  expect((await network.trunks.update({ trunk_id, body: { trunk: { description: 'd' } } })).trunk).toMatchObject({ description: 'd', revision_number: 1 });
  expect((await network.trunks.update({ trunk_id, body: { trunk: { description: 'd' } } })).trunk.revision_number).toBe(1);
  await network.trunkTags.replace({ trunk_id, body: { tags: ['b', 'a'] } });
  expect((await network.trunks.list({ query: { tags: 'a' } })).trunks[0]?.tags).toEqual(['a', 'b']);
  const { extensions } = await network.extensions.list({});
  expect(extensions.map(({ alias }) => alias)).toEqual(expect.arrayContaining(['trunk', 'trunk-details']));
  const { quota } = await network.quotas.showDetails({ project_id: trunk.project_id });
  expect(quota.trunk).toEqual({ limit: -1, used: 1, reserved: 0 });
  expect(await ask('PUT', `/quotas/${trunk.project_id}`, { quota: { trunk: 1 } })).toEqual([200]);
  expect(await create(await port())).toEqual([409, 'OverQuota', "Quota exceeded for resources: ['trunk']."]);
  await network.trunks.delete({ trunk_id });
  expect(await ask('GET', `/trunks/${trunk_id}`)).toEqual([404, 'TrunkNotFound', `Trunk ${trunk_id} could not be found.`]);
  for (const id of [parent, first, second]) await network.ports.delete({ port_id: id });
});

test('sub-ports are added and removed, and shown by the parent port', async () => {
  const [parent, child] = [await port(), await port()];
  const { trunk } = await network.trunks.create({ body: { trunk: { port_id: parent } } });
  const trunk_id = trunk.id;
  const added = await network.trunks.addSubPorts({ trunk_id, body: { sub_ports: [{ port_id: child, segmentation_type: 'vlan', segmentation_id: 7 }] } });
  expect(added).toMatchObject({ id: trunk_id, revision_number: 0, sub_ports: [vlan(child, 7)] });
  expect(await network.trunks.subPorts({ trunk_id })).toEqual({ sub_ports: [vlan(child, 7)] });
  const { mac_address } = (await network.ports.show({ port_id: child })).port;
  expect((await network.ports.show({ port_id: parent })).port.trunk_details).toEqual({ trunk_id, sub_ports: [{ ...vlan(child, 7), mac_address }] });
  expect((await network.ports.show({ port_id: child })).port).not.toHaveProperty('trunk_details');
  expect(await ask('DELETE', `/ports/${parent}`)).toEqual([409, 'PortInUseAsTrunkParent', `Port ${parent} is currently a parent port for trunk ${trunk_id}.`]);
  expect(await ask('DELETE', `/ports/${child}`)).toEqual([409, 'PortInUseAsSubPort', `Port ${child} is currently a subport for trunk ${trunk_id}.`]);
  const change = async (verb: 'add' | 'remove', ...sub_ports: object[]) => ask('PUT', `/trunks/${trunk_id}/${verb}_subports`, { sub_ports });
  const taken = `segmentation_type vlan and segmentation_id 7 already in use on trunk ${trunk_id}.`;
  expect(await change('add', vlan(await port(), 7))).toEqual([409, 'DuplicateSubPort', taken]);
  expect(await change('add', vlan(parent, 8))).toEqual([
    409,
    'ParentPortInUse',
    `Port ${parent} is currently in use and is not eligible for use as a parent port.`,
  ]);
  expect(await change('remove', { port_id: ABSENT })).toEqual([404, 'SubPortNotFound', `SubPort ${ABSENT} on trunk ${trunk_id} could not be found.`]);
  await network.trunks.update({ trunk_id, body: { trunk: { admin_state_up: false } } });
  const disabled = [409, 'TrunkDisabled', `Trunk ${trunk_id} is currently disabled.`];
  expect([await change('add'), await change('remove'), await ask('DELETE', `/trunks/${trunk_id}`)]).toEqual([disabled, disabled, disabled]);
  await network.trunks.update({ trunk_id, body: { trunk: { admin_state_up: true } } });
  expect(await change('remove', { port_id: child })).toEqual([200]);
  expect(await ask('DELETE', `/ports/${child}`)).toEqual([204]);
  await network.ports.update({ port_id: parent, body: { port: { 'binding:host_id': 'virga-1' } } });
  expect(await ask('DELETE', `/trunks/${trunk_id}`)).toEqual([409, 'TrunkInUse', `Trunk ${trunk_id} is currently in use.`]);
});

describe('what cannot be a trunk', () => {
  const input = (reason: string) => [400, 'InvalidInput', `Invalid input for operation: ${reason}.`];
  const refused = (reason: string) => [400, 'HTTPBadRequest', `Invalid input for sub_ports. Reason: ${reason}.`];

  test('lists of sub-ports', async () => {
    const [parent, child, other] = [await port(), await port(), await port()];
    expect(await create(parent, {})).toEqual(refused('A valid port UUID must be specified'));
    expect(await create(parent, { port_id: 'x' })).toEqual(refused("Invalid UUID for subport: 'x'"));
    expect(await create(parent, vlan(child, 1), vlan(child, 2))).toEqual(refused(`Non unique UUID for subport: '${child}'`));
    expect(await create(parent, vlan(child, 1), vlan(other, 1))).toEqual(refused(`Segmentation ID '1' for '${other}' is not unique`));
    expect(await create(parent, vlan(child, 4095))).toEqual(input("Segmentation ID '4095' is not in range"));
    expect(await create(parent, vlan(child, 'abc'))).toEqual(input("Invalid subport details: segmentation_id 'abc' is not an integer"));
    expect(await create(parent, { ...vlan(child, 1), segmentation_type: 'vxlan' })).toEqual(input("Unknown segmentation_type 'vxlan'"));
    const missing = `Invalid subport details '{'port_id': '${child}'}': missing segmentation information. Must specify both segmentation_id and segmentation_type`;
    expect(await create(parent, { port_id: child })).toEqual(input(missing));
    expect(await ask('POST', '/trunks', { trunks: [{ port_id: parent }] })).toEqual([400, 'HTTPBadRequest', 'Bulk operation not supported']);
  });

  test('ports that are not there, or in use', async () => {
    const [parent, child, bound, used] = [await port(), await port(), await port(), await port()];
    const ineligible = (id: string) => [409, 'ParentPortInUse', `Port ${id} is currently in use and is not eligible for use as a parent port.`];
    expect(await create(ABSENT)).toEqual([404, 'PortNotFound', `Port ${ABSENT} could not be found.`]);
    expect(await create(parent, vlan(ABSENT, 1))).toEqual([404, 'PortNotFound', `Port ${ABSENT} could not be found.`]);
    expect(await create(parent, vlan(child, 1))).toEqual([201]);
    expect(await create(parent)).toEqual(ineligible(parent));
    expect(await create(child)).toEqual([409, 'TrunkPortInUse', `Port ${child} is in use by another trunk.`]);
    await network.ports.update({ port_id: bound, body: { port: { 'binding:host_id': 'virga-1' } } });
    expect(await create(bound)).toEqual(ineligible(bound));
    await network.ports.update({ port_id: used, body: { port: { device_id: 'thing' } } });
    const attached = `Unable to complete operation on port ${used} for network ${net}. Port already has an attached device thing.`;
    expect(await create(await port(), vlan(used, 1))).toEqual([409, 'PortInUse', attached]);
  });

  test('sub-ports inherit a VLAN, and no larger MTU', async () => {
    const provider = { 'provider:network_type': 'vlan', 'provider:physical_network': 'physnet1' };
    const small = (await network.networks.create({ body: { network: { ...provider, 'provider:segmentation_id': 140, mtu: 1400 } } })).network.id;
    const large = (await network.networks.create({ body: { network: { ...provider, 'provider:segmentation_id': 141, mtu: 1500 } } })).network.id;
    const [parent, child, wide] = [await port(), await port(small), await port(large)];
    const message = `MTU 1500 of subport ${wide} cannot be greater than MTU 1450 of trunk ${parent}.`;
    expect(await create(parent, vlan(wide, 1))).toEqual([409, 'SubPortMtuGreaterThanTrunkPortMtu', message]);
    const { trunk } = await network.trunks.create({ body: { trunk: { port_id: parent, sub_ports: [{ port_id: child, segmentation_type: 'inherit' }] } } });
    expect(trunk.sub_ports).toEqual([vlan(child, 140)]);
  });
});

test('a member has its own, a reader looks at them', async () => {
  const { trunk } = await network.trunks.create({ body: { trunk: { port_id: await port() } } });
  const { identity } = control.at('default');
  const { users } = await identity.users.list({ query: { name: 'demo' } });
  const { roles } = await identity.roles.list({ query: { name: 'reader' } });
  const grant = `/projects/${trunk.project_id}/users/${users[0]?.id}/roles/${roles[0]?.id}`;
  expect((await identity.request('PUT', grant)).status).toBe(204);
  const as = (project_name: string) =>
    connect({
      auth: {
        auth_url: 'http://virga.test/identity/v3',
        username: 'demo',
        password: '000000',
        project_name,
        user_domain_name: 'Default',
        project_domain_name: 'Default',
      },
      fetch: control.cloud.fetch,
    }).network;
  const [member, reader] = [as('demo'), as('admin')];
  const absent = [404, 'TrunkNotFound', `Trunk ${trunk.id} could not be found.`];
  expect((await member.trunks.list({})).trunks).toEqual([]);
  expect(await ask('GET', `/trunks/${trunk.id}`, undefined, member)).toEqual(absent);
  expect(await ask('PUT', `/trunks/${trunk.id}/add_subports`, { sub_ports: [] }, member)).toEqual(absent);
  expect(await ask('GET', `/trunks/${trunk.id}/get_subports`, undefined, reader)).toEqual([200]);
  const denied = (rule: string) => [403, 'PolicyNotAuthorized', `rule:${rule} is disallowed by policy`];
  expect(await ask('PUT', `/trunks/${trunk.id}`, { trunk: { name: 'x' } }, reader)).toEqual(denied('update_trunk'));
  expect(await ask('PUT', `/trunks/${trunk.id}/add_subports`, { sub_ports: [] }, reader)).toEqual(denied('add_subports'));
  expect(await ask('PUT', `/trunks/${trunk.id}/tags`, { tags: [] }, reader)).toEqual(denied('update_trunk:tags'));
  expect(await ask('DELETE', `/trunks/${trunk.id}`, undefined, reader)).toEqual(denied('delete_trunk'));
});

test('the plugin and the trunks are kept with the world; one in ERROR takes no sub-ports', async () => {
  const { trunk } = await network.trunks.create({ body: { trunk: { port_id: await port() } } });
  const { text } = await control.ask('GET', '/worlds/default/seed');
  const seed = text.replace(new RegExp(`(id: ${trunk.id}(?:(?!- id)[^])*?status: )DOWN`), '$1ERROR');
  expect((await control.ask('POST', '/worlds', { name: 'copy', seed })).status).toBe(201);
  const copy = control.at('copy').network;
  expect((await copy.trunks.show({ trunk_id: trunk.id })).trunk.status).toBe('ERROR');
  const message = `Trunk ${trunk.id} is in error state. Attempt to resolve the error condition before proceeding.`;
  expect(await ask('PUT', `/trunks/${trunk.id}/add_subports`, { sub_ports: [] }, copy)).toEqual([409, 'TrunkInErrorState', message]);
  expect((await copy.trunks.removeSubPorts({ trunk_id: trunk.id, body: { sub_ports: [] } })).status).toBe('DOWN');
});
