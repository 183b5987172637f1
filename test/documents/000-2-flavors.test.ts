/** Document 000, section 2: flavors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences, named } from './like.ts';
import { type Lab, openLab, send } from './lab.ts';

const links = (id: string) => [
  { href: `http://172.128.11.18:8774/v2.1/flavors/${id}`, rel: 'self' },
  { href: `http://172.128.11.18:8774/flavors/${id}`, rel: 'bookmark' },
];
const printed = [
  { id: '1', links: links('1'), name: 'm1.tiny' },
  { id: '2', links: links('2'), name: 'm1.small' },
  { id: '3', links: links('3'), name: 'm1.medium' },
];
const small = {
  links: links('100000'),
  ram: 1024,
  'OS-FLV-DISABLED:disabled': false,
  'os-flavor-access:is_public': true,
  rxtx_factor: 1,
  disk: 10,
  id: '100000',
  name: 'flavor_small',
  vcpus: 1,
  swap: '',
  'OS-FLV-EXT-DATA:ephemeral': 0,
};

describe('document 000, section 2: flavors', () => {
  let lab: Lab;
  let url: string;
  let headers: Record<string, string>;
  beforeAll(async () => {
    lab = await openLab();
    url = `${lab.origin('compute')}/v2.1/flavors`;
    headers = await lab.token();
  });
  afterAll(() => lab.close());

  test('2.3 step 1: all flavors', async () => {
    const answer = await send('GET', url, headers);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json)).toEqual(['flavors']);
    expect(differences(printed, named(answer.json.flavors, printed))).toEqual([]);
  });

  test('2.3 step 2: delete what is not there', async () => {
    const answer = await send('DELETE', `${url}/100000`, headers);
    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({ itemNotFound: { message: 'Flavor 100000 could not be found.', code: 404 } });
  });

  test('2.3 step 3: create, with an integer for an id', async () => {
    headers['content-type'] = 'application/json';
    const answer = await send('POST', url, headers, { flavor: { name: 'flavor_small', ram: 1024, vcpus: 1, disk: 10, id: 100_000 } });
    expect(answer.status).toBe(200);
    expect(differences({ flavor: small }, answer.json)).toEqual([]);
    expect(answer.text).toMatch(/"rxtx_factor": ?1\.0/);
  });

  test('2.3 step 4: by id', async () => {
    const answer = await send('GET', `${url}/100000`, headers);
    expect(answer.status).toBe(200);
    expect(differences({ flavor: small }, answer.json)).toEqual([]);
  });

  test('2.3 steps 5 and 6: change the description at 2.55, and read it', async () => {
    headers['x-openstack-nova-api-version'] = '2.55';
    const described = { flavor: { ...small, description: 'Update description skill_china' } };
    const answer = await send('PUT', `${url}/100000`, headers, { flavor: { description: 'Update description skill_china' } });
    expect(answer.status).toBe(200);
    expect(differences(described, answer.json)).toEqual([]);
    const shown = await send('GET', `${url}/100000`, headers);
    expect(shown.status).toBe(200);
    expect(differences(described, shown.json)).toEqual([]);
  });

  test('2.2 delete', async () => {
    const answer = await send('DELETE', `${url}/100000`, headers);
    expect([answer.status, answer.text]).toEqual([202, '']);
  });

  test('2.1 the examples: created at 2.55, shown at 2.75', async () => {
    const flavor = { name: 'test_flavor', ram: 1024, vcpus: 2, disk: 10, id: '10', rxtx_factor: 2, description: 'test description' };
    const answer = await send('POST', url, { ...headers, 'x-openstack-nova-api-version': '2.55' }, { flavor });
    expect(answer.status).toBe(200);
    const shown = await send('GET', `${url}/10`, { ...headers, 'x-openstack-nova-api-version': '2.75' });
    const document = {
      'OS-FLV-DISABLED:disabled': false,
      disk: 10,
      'OS-FLV-EXT-DATA:ephemeral': 0,
      'os-flavor-access:is_public': true,
      id: '10',
      links: [
        { href: 'http://openstack.example.com/v2/6f70656e737461636b20342065766572/flavors/10', rel: 'self' },
        { href: 'http://openstack.example.com/6f70656e737461636b20342065766572/flavors/10', rel: 'bookmark' },
      ],
      name: 'test_flavor',
      ram: 1024,
      swap: 0,
      rxtx_factor: 2,
      vcpus: 2,
      description: 'test description',
      extra_specs: {},
    };
    const reason = 'the root is v2.1, and the catalog has no project in the URL';
    const now = links('10');
    expect(differences({ flavor: document }, shown.json, [{ at: 'flavor.links', now, reason }])).toEqual([]);
    expect((await send('DELETE', `${url}/10`, headers)).status).toBe(202);
  });
});
