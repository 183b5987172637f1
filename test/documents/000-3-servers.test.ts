/** Document 000, section 3: servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../client/index.ts';
import { differences, named } from './like.ts';
import { type Lab, openLab, send } from './lab.ts';

const UUID = '3c636f98-91ab-4b44-8de8-21ff04e56875';
const links = [
  { href: `http://172.128.11.18:8774/v2.1/servers/${UUID}`, rel: 'self' },
  { href: `http://172.128.11.18:8774/servers/${UUID}`, rel: 'bookmark' },
];
const building = {
  'OS-EXT-STS:task_state': 'scheduling',
  addresses: {},
  links,
  image: { id: UUID, links: [{ href: `http://172.128.11.18:8774/images/${UUID}`, rel: 'bookmark' }] },
  'OS-EXT-STS:vm_state': 'building',
  'OS-EXT-SRV-ATTR:instance_name': '',
  'OS-SRV-USG:launched_at': null,
  flavor: { id: '1', links: [{ href: 'http://172.128.11.18:8774/flavors/1', rel: 'bookmark' }] },
  id: UUID,
  user_id: '89f8027475294689ae6c0183fa35bf5a',
  'OS-DCF:diskConfig': 'MANUAL',
  accessIPv4: '',
  accessIPv6: '',
  progress: 0,
  'OS-EXT-STS:power_state': 0,
  'OS-EXT-AZ:availability_zone': '',
  config_drive: '',
  status: 'BUILD',
  updated: '2022-03-10T05:16:23Z',
  hostId: '',
  'OS-EXT-SRV-ATTR:host': null,
  'OS-SRV-USG:terminated_at': null,
  key_name: null,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': null,
  name: 'server_001',
  created: '2022-03-10T05:16:22Z',
  tenant_id: '0b6f2d0be1d342e09edc31dc841db7a5',
  'os-extended-volumes:volumes_attached': [],
  metadata: {},
};

describe('document 000, section 3: servers', () => {
  let lab: Lab;
  let url: string;
  let headers: Record<string, string>;
  let imageRef: string;
  let network: string;
  let id: string;
  /** The server that the lab has already. */
  let test0: string;
  const create = (name: string) => send('POST', url, headers, { server: { name, flavorRef: '1', imageRef, networks: [{ uuid: network }] } });
  beforeAll(async () => {
    lab = await openLab('lifelike');
    url = `${lab.origin('compute')}/v2.1/servers`;
    headers = await lab.token();
    const images = await send('GET', `${lab.origin('image')}/v2/images?status=active&visibility=public`, headers);
    imageRef = images.json.images[0].id;
    const networks = await send('GET', `${lab.origin('network')}/v2.0/networks?shared=true&router:external=false`, headers);
    network = networks.json.networks[0].id;
    test0 = (await create('test')).json.server.id;
    await lab.pass(5000);
  });
  afterAll(async () => {
    await send('DELETE', `${url}/${test0}`, headers);
    await lab.close();
  });

  test('3.3 step 1: all servers', async () => {
    const answer = await send('GET', url, headers);
    expect(answer.status).toBe(200);
    expect(differences({ servers: [{ id: UUID, links, name: 'test' }] }, answer.json)).toEqual([]);
  });

  test('3.3 step 2: create', async () => {
    const answer = await create('server_001');
    expect(answer.status).toBe(202);
    expect(Object.keys(answer.json.server).sort()).toEqual(['OS-DCF:diskConfig', 'adminPass', 'id', 'links', 'security_groups']);
    expect(answer.headers.get('location')).toBe(`${url}/${answer.json.server.id}`);
  });

  test('3.3 the id by name: the newest comes first', async () => {
    const answer = await send('GET', url, headers);
    const both = [
      { id: UUID, links, name: 'server_001' },
      { id: UUID, links, name: 'test' },
    ];
    expect(differences(both, named(answer.json.servers, both))).toEqual([]);
    id = answer.json.servers[0].id;
  });

  test('3.3 step 3: by id, while it is built', async () => {
    const answer = await send('GET', `${url}/${id}`, headers);
    expect(answer.status).toBe(200);
    expect(differences({ server: building }, answer.json)).toEqual([]);
  });

  test('3.3 step 4: delete', async () => {
    await lab.pass(5000);
    const answer = await send('DELETE', `${url}/${id}`, headers);
    expect([answer.status, answer.text]).toEqual([204, '']);
    await lab.pass(5000);
    const gone = await waitFor(
      () => send('GET', `${url}/${id}`, headers),
      ({ status }) => status === 404,
      { timeout: 10_000, interval: 500 },
    );
    expect(gone.json).toEqual({ itemNotFound: { code: 404, message: `Instance ${id} could not be found.` } });
  });

  test('3.1 the example: tags for devices are refused before 2.32', async () => {
    const server = {
      name: 'device-tagging-server',
      imageRef,
      flavorRef: '1',
      networks: [{ uuid: network, tag: 'nic1' }],
    };
    const answer = await send('POST', url, { ...headers, 'content-type': 'application/json' }, { server });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      badRequest: {
        code: 400,
        message: `Invalid input for field/attribute 0. Value: {'uuid': '${network}', 'tag': 'nic1'}. Additional properties are not allowed ('tag' was unexpected)`,
      },
    });
  });
});
