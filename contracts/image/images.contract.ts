import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

const page = (title: string, status: number, message: string) => ({ message: `${message}<br /><br />\n\n\n`, code: `${status} ${title}`, title });

contract('images', { needs: ['admin'] }, (it) => {
  it('are created with defaults, their properties first', async ({ admin, name, later }) => {
    const wanted = { name: name('image'), os_distro: 'cirros', colour: 'red', tags: ['b', 'a', 'b'] };
    const { value: image, headers } = await admin.image.images.create({ body: wanted }).whole();
    later(() => admin.image.images.delete({ image_id: image.id }));
    const { project } = await admin.whoami();
    expect(image.tags.toSorted()).toEqual(['a', 'b']);
    expect(image).toMatchObject({
      ...wanted,
      tags: expect.any(Array),
      disk_format: null,
      container_format: null,
      visibility: 'shared',
      size: null,
      virtual_size: null,
      status: 'queued',
      checksum: null,
      protected: false,
      min_ram: 0,
      min_disk: 0,
      owner: project?.id,
      os_hidden: false,
      os_hash_algo: null,
      self: `/v2/images/${image.id}`,
      file: `/v2/images/${image.id}/file`,
      schema: '/v2/schemas/image',
    });
    expect(image).not.toHaveProperty('stores');
    expect(headers.get('location')).toMatch(new RegExp(`/v2/images/${image.id}$`));
    expect(headers.get('openstack-image-import-methods')).toContain('glance-direct');
    const { text, json } = await admin.image.request('GET', `/images/${image.id}`);
    expect(json).toEqual(image);
    expect(Object.keys(JSON.parse(text) as object).filter((key) => !key.startsWith('os_h'))).toEqual([
      'os_distro',
      'colour',
      'name',
      'disk_format',
      'container_format',
      'visibility',
      'size',
      'virtual_size',
      'status',
      'checksum',
      'protected',
      'min_ram',
      'min_disk',
      'owner',
      'id',
      'created_at',
      'updated_at',
      'tags',
      'self',
      'file',
      'schema',
    ]);
  });

  it('keep the id they were given, also when they are deleted', async ({ admin, name }) => {
    const id = crypto.randomUUID();
    await admin.image.images.create({ body: { id, name: name('image') } });
    const twice = await admin.image.request('POST', '/images', { json: { id } });
    expect([twice.status, twice.json]).toEqual([409, page('Conflict', 409, `Image ID ${id} already exists!`)]);
    const deleted = await admin.image.request('DELETE', `/images/${id}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    const shown = await admin.image.request('GET', `/images/${id}`);
    expect([shown.status, shown.json]).toEqual([404, page('Not Found', 404, `No image found with ID ${id}`)]);
    const again = await admin.image.request('DELETE', `/images/${id}`);
    expect([again.status, again.json]).toEqual([404, page('Not Found', 404, `Failed to find image ${id} to delete`)]);
    const reborn = await admin.image.request('POST', '/images', { json: { id } });
    expect(reborn.status).toBe(409);
  });

  const refused: [body: unknown, status: number, message: string][] = [
    [{ status: 'active' }, 403, `Attribute 'status' is read-only.`],
    [{ self: '/x' }, 403, `Attribute 'self' is read-only.`],
    [{ min_ram: -1 }, 400, `Invalid value '-1' for parameter 'min_ram': Cannot be a negative value`],
    [
      { name: 1 },
      400,
      `Provided object does not match schema 'image': 1 is not of type 'null', 'string'\n\nFailed validating 'type' in schema['properties']['name']:\n    {'type': ['null', 'string'],\n     'description': 'Descriptive name for the image',\n     'maxLength': 255}\n\nOn instance['name']:\n    1`,
    ],
    [
      { visibility: 'secret' },
      400,
      `Provided object does not match schema 'image': 'secret' is not one of ['community', 'public', 'private', 'shared']\n\nFailed validating 'enum' in schema['properties']['visibility']:\n    {'type': 'string',\n     'description': 'Scope of image accessibility',\n     'enum': ['community', 'public', 'private', 'shared']}\n\nOn instance['visibility']:\n    'secret'`,
    ],
    [
      { prop: 1 },
      400,
      `Provided object does not match schema 'image': 1 is not of type 'string'\n\nFailed validating 'type' in schema['additionalProperties']:\n    {'type': 'string'}\n\nOn instance['prop']:\n    1`,
    ],
    [
      { name: 1, tags: [5], prop: false },
      400,
      `Provided object does not match schema 'image': False is not of type 'string'\n\nFailed validating 'type' in schema['additionalProperties']:\n    {'type': 'string'}\n\nOn instance['prop']:\n    False`,
    ],
  ];
  for (const [body, status, message] of refused) {
    it(`are refused as ${JSON.stringify(body)}`, async ({ admin }) => {
      const answer = await admin.image.request('POST', '/images', { json: body });
      expect(answer.status).toBe(status);
      expect(answer.json.message).toBe(`${message}<br /><br />\n\n\n`);
    });
  }

  it('take any content type on creation, but need a body that is JSON', async ({ admin, name, later }) => {
    const typed = await admin.image.request('POST', '/images', { headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ name: name('image') }) });
    expect(typed.status).toBe(201);
    later(() => admin.image.request('DELETE', `/images/${typed.json.id}`));
    const broken = await admin.image.request('POST', '/images', { body: '{' });
    expect(broken.json).toEqual(page('Bad Request', 400, 'Malformed JSON in request body.'));
    const missing = await admin.image.request('POST', '/images');
    expect(missing.json).toEqual(page('Bad Request', 400, 'Body expected in request.'));
  });

  it('are changed by patches of both kinds', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), colour: 'red' } });
    later(() => admin.image.images.delete({ image_id }));
    const changed = await admin.image.images.update({
      image_id,
      body: [
        { op: 'replace', path: '/name', value: 'one' },
        { op: 'add', path: '/size~1of', value: 'it' },
        { op: 'add', path: '/colour', value: 'blue' },
        { op: 'replace', path: '/tags', value: ['x'] },
        { op: 'replace', path: '/min_disk', value: 3 },
      ],
    });
    expect(changed).toMatchObject({ name: 'one', 'size/of': 'it', colour: 'blue', tags: ['x'], min_disk: 3 });
    const removed = await admin.image.images.update({ image_id, body: [{ op: 'remove', path: '/colour' }] });
    expect(removed).not.toHaveProperty('colour');
    const old = { headers: { 'content-type': 'application/openstack-images-v2.0-json-patch' } };
    const renamed = await admin.image.request('PATCH', `/images/${image_id}`, { ...old, body: '[{"replace": "/name", "value": "two"}]' });
    expect([renamed.status, renamed.json.name]).toEqual([200, 'two']);
    const present = await admin.image.request('PATCH', `/images/${image_id}`, { ...old, body: '[{"add": "/name", "value": "three"}]' });
    expect([present.status, present.json.message]).toEqual([
      409,
      'There was a conflict when trying to complete your request.<br /><br />\nProperty name already present.\n\n',
    ]);
  });

  const patches: [patch: unknown, status: number, message: string][] = [
    [{}, 400, 'Request body must be a JSON array of operation objects.<br /><br />\n\n\n'],
    [['x'], 400, 'Operations must be JSON objects.<br /><br />\n\n\n'],
    [[{ path: '/name' }], 400, 'Unable to find `op` in JSON Schema change. It must be one of the following: add, remove, replace.<br /><br />\n\n\n'],
    [[{ op: 'test', path: '/name' }], 400, 'Invalid operation: `test`. It must be one of the following: add, remove, replace.<br /><br />\n\n\n'],
    [[{ op: 'add' }], 400, `Unable to find 'path' in JSON Schema change<br /><br />\n\n\n`],
    [[{ op: 'add', path: 'name' }], 400, 'Pointer `name` does not start with "/".<br /><br />\n\n\n'],
    [[{ op: 'add', path: '/a/b', value: 'x' }], 400, `Invalid JSON pointer for this resource: '/a/b'<br /><br />\n\n\n`],
    [[{ op: 'add', path: '/a~2', value: 'x' }], 400, 'Pointer `/a~2` contains "~" not part of a recognized escape sequence.<br /><br />\n\n\n'],
    [[{ op: 'add', path: '/a' }], 400, 'Operation "add" requires a member named "value".<br /><br />\n\n\n'],
    [[{ op: 'replace', path: '/id', value: 'x' }], 403, `Attribute 'id' is read-only.<br /><br />\n\n\n`],
    [[{ op: 'add', path: '/deleted', value: 'x' }], 403, `Attribute 'deleted' is reserved.<br /><br />\n\n\n`],
    [[{ op: 'remove', path: '/name' }], 403, 'Access was denied to this resource.<br /><br />\nProperty name may not be removed.\n\n'],
    [[{ op: 'remove', path: '/none' }], 409, 'There was a conflict when trying to complete your request.<br /><br />\nProperty none does not exist.\n\n'],
    [[{ op: 'replace', path: '/min_ram', value: -1 }], 400, `Invalid value '-1' for parameter 'min_ram': Cannot be a negative value<br /><br />\n\n\n`],
  ];
  it('refuse patches that are none, and stay as they were', async ({ admin, name, later }) => {
    const image = await admin.image.images.create({ body: { name: name('image') } });
    later(() => admin.image.images.delete({ image_id: image.id }));
    const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch' };
    for (const [patch, status, message] of patches) {
      const answer = await admin.image.request('PATCH', `/images/${image.id}`, { headers, body: JSON.stringify(patch) });
      expect([patch, answer.status, answer.json.message]).toEqual([patch, status, message]);
    }
    const half = await admin.image.request('PATCH', `/images/${image.id}`, {
      headers,
      body: JSON.stringify([
        { op: 'replace', path: '/name', value: 'x' },
        { op: 'remove', path: '/none' },
      ]),
    });
    expect(half.status).toBe(409);
    const plain = await admin.image.request('PATCH', `/images/${image.id}`, { json: [] });
    const types = 'application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch';
    expect([plain.status, plain.headers.get('accept-patch')]).toEqual([415, types]);
    expect(plain.json.message).toBe(
      `The request media type application/json is not supported by this server.\n<br /><br />\nImage PATCH expects Content-Type one of: ${types}`,
    );
    expect(await admin.image.images.show({ image_id: image.id })).toEqual(image);
  });

  it('are protected from deletion while they say so', async ({ admin, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), protected: true } });
    const release = () => admin.image.images.update({ image_id, body: [{ op: 'replace', path: '/protected', value: false }] });
    later(() => admin.image.images.delete({ image_id }));
    later(release);
    const refusal = await admin.image.request('DELETE', `/images/${image_id}`);
    expect([refusal.status, refusal.json]).toEqual([403, page('Forbidden', 403, `Image ${image_id} is protected and cannot be deleted.`)]);
  });

  it('of others are hidden when private, and untouchable when public', async ({ admin, member, reader, name, later }) => {
    const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), visibility: 'private' } });
    later(() => admin.image.images.delete({ image_id }));
    const hidden = await member.image.request('GET', `/images/${image_id}`);
    expect([hidden.status, hidden.json]).toEqual([404, page('Not Found', 404, `No image found with ID ${image_id}`)]);
    await admin.image.images.update({ image_id, body: [{ op: 'replace', path: '/visibility', value: 'public' }] });
    expect((await reader.image.images.show({ image_id })).visibility).toBe('public');
    const deleted = await member.image.request('DELETE', `/images/${image_id}`);
    expect([deleted.status, deleted.json]).toEqual([403, page('Forbidden', 403, 'You are not authorized to complete delete_image action.')]);
    const created = await reader.image.request('POST', '/images', { json: { name: name('image') } });
    expect([created.status, created.json]).toEqual([403, page('Forbidden', 403, 'You are not authorized to complete add_image action.')]);
  });

  it('become public only through an admin, and belong to who makes them', async ({ admin, member, name, later }) => {
    const published = await member.image.request('POST', '/images', { json: { name: name('image'), visibility: 'public' } });
    expect([published.status, published.json]).toEqual([403, page('Forbidden', 403, 'You are not authorized to complete publicize_image action.')]);
    const { project } = await admin.whoami();
    const foreign = await member.image.request('POST', '/images', { json: { name: name('image'), owner: project?.id } });
    expect([foreign.status, foreign.json.message]).toEqual([
      403,
      `Access was denied to this resource.<br /><br />\nYou are not permitted to create images owned by '${project?.id}'\n\n`,
    ]);
    const { id: image_id } = await member.image.images.create({ body: { name: name('image'), visibility: 'community' } });
    later(() => member.image.images.delete({ image_id }));
    expect((await admin.image.images.show({ image_id })).visibility).toBe('community');
  });

  it('answer in the form that is accepted, and name the methods of a path', async ({ admin }) => {
    const ask = (accept: string) => admin.image.request('GET', '/images/%3Cb%3E', { headers: { accept } });
    const html = await ask('*/*');
    expect(html.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(html.text).toBe(
      '<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  No image found with ID &lt;b&gt;<br /><br />\n\n\n\n </body>\n</html>',
    );
    const plain = await ask('text/plain');
    expect(plain.headers.get('content-type')).toBe('text/plain; charset=UTF-8');
    expect(plain.text).toBe('404 Not Found\n\nNo image found with ID \n\n   ');
    const wrong = await admin.image.request('PUT', '/images/x', { json: {} });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE']);
    expect(wrong.json.message).toBe('The method PUT is not allowed for this resource. <br /><br />\n');
    expect((await admin.image.request('DELETE', '/images')).headers.get('allow')).toBe('GET, POST');
  });
});
