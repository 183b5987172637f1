import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

const said = ({ status, json }: { status: number; json: { message: string } }) => [status, json.message.replace('<br /><br />\n\n\n', '')];

/** A namespace with something of every kind in it. */
async function whole({ admin, name, later }: Stage, visibility: 'public' | 'private' = 'public') {
  const namespace = name('namespace');
  const body = {
    namespace,
    visibility,
    display_name: 'Whole',
    description: 'all of it',
    resource_type_associations: [{ name: 'OS::Nova::Flavor', prefix: 'hw:' }, { name: 'OS::Glance::Image' }],
    properties: {
      zeta: { title: 'Z', type: 'string' as const, enum: ['a', 'b'], default: 'a' },
      Alpha: { title: 'A', type: 'array' as const, items: { type: 'integer' as const }, minItems: 1, uniqueItems: true },
    },
    objects: [
      { name: 'second', required: ['p'], properties: { p: { title: 'P', type: 'integer' as const, minimum: 1 } } },
      { name: 'First', description: 'one' },
    ],
    tags: [{ name: 't2' }, { name: 't1' }],
  };
  const made = await admin.image.metadefNamespaces.create({ body }).whole();
  later(() => admin.image.metadefNamespaces.delete({ namespace }));
  return { namespace, body, ...made };
}

contract('namespaces of metadata definitions', { needs: ['admin'] }, (it) => {
  it('are made with what is in them, and shown sorted', async (stage) => {
    const { admin } = stage;
    const { namespace, body, value, headers } = await whole(stage);
    expect(headers.get('location')).toMatch(new RegExp(`/v2/metadefs/namespaces/${namespace}$`));
    expect(value).toMatchObject({ ...body, protected: false, self: `/v2/metadefs/namespaces/${namespace}`, schema: '/v2/schemas/metadefs/namespace' });
    const shown = await admin.image.metadefNamespaces.show({ namespace });
    expect(Object.keys(shown.properties ?? {})).toEqual(['Alpha', 'zeta']);
    expect(shown.objects?.map(({ name }) => name)).toEqual(['First', 'second']);
    expect(shown.objects?.[0]).toMatchObject({ required: [], properties: {}, self: `/v2/metadefs/namespaces/${namespace}/objects/First` });
    expect(shown.resource_type_associations?.map(({ name }) => name)).toEqual(['OS::Glance::Image', 'OS::Nova::Flavor']);
    const prefixed = await admin.image.metadefNamespaces.show({ namespace, query: { resource_type: 'OS::Nova::Flavor' } });
    expect(Object.keys(prefixed.properties ?? {})).toEqual(['hw:Alpha', 'hw:zeta']);
    expect(prefixed.objects?.[1]).toMatchObject({ required: ['hw:p'], properties: { 'hw:p': { title: 'P' } } });
  });

  it('are bare when nothing else is said', async ({ admin, name, later }) => {
    const namespace = name('namespace');
    const made = await admin.image.metadefNamespaces.create({ body: { namespace } });
    later(() => admin.image.metadefNamespaces.delete({ namespace }));
    const { project } = await admin.whoami();
    expect(made).toMatchObject({ namespace, visibility: 'private', protected: false, owner: project?.id });
    expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['description', 'tags', 'objects', 'properties']));
    expect(await admin.image.metadefNamespaces.show({ namespace })).toMatchObject(made);
    for (const taken of [namespace, namespace.toUpperCase()]) {
      const twice = await admin.image.request('POST', '/metadefs/namespaces', { json: { namespace: taken } });
      expect(said(twice)).toEqual([409, `The metadata definition namespace=${taken} already exists.`]);
    }
  });

  it('are changed as a whole, names included', async (stage) => {
    const { admin, name } = stage;
    const { namespace } = await whole(stage);
    const renamed = name('namespace');
    const changed = await admin.image.metadefNamespaces.update({ namespace, body: { namespace: renamed, protected: true } });
    stage.later(() => admin.image.metadefNamespaces.update({ namespace: renamed, body: { namespace } }));
    expect(changed).toMatchObject({ namespace: renamed, protected: true, visibility: 'private' });
    expect(changed).not.toHaveProperty('display_name');
    expect((await admin.image.metadefNamespaces.show({ namespace: renamed })).tags).toEqual([{ name: 't1' }, { name: 't2' }]);
    expect(said(await admin.image.request('GET', `/metadefs/namespaces/${namespace}`))).toEqual([
      404,
      `Metadata definition namespace=${namespace} was not found.`,
    ]);
    expect(said(await admin.image.request('DELETE', `/metadefs/namespaces/${renamed}`))).toEqual([
      403,
      `Metadata definition namespace ${renamed} is protected and cannot be deleted.`,
    ]);
  });

  it('are listed newest first, filtered and in pages', async (stage) => {
    const { admin } = stage;
    const { namespace } = await whole(stage);
    const { namespace: hidden } = await whole(stage, 'private');
    const names = async (query: Record<string, unknown>) =>
      (await admin.image.metadefNamespaces.list({ query: { limit: 1000, ...query } })).namespaces.map((one) => one.namespace);
    const all = await names({});
    expect(all.indexOf(hidden)).toBeLessThan(all.indexOf(namespace));
    expect(await names({ visibility: 'private' })).toContain(hidden);
    expect(await names({ visibility: 'private' })).not.toContain(namespace);
    expect(await names({ resource_types: 'none,OS::Nova::Flavor' })).toContain(namespace);
    expect(await names({ resource_types: 'none' })).toEqual([]);
    const first = await admin.image.metadefNamespaces.list({ query: { limit: 1, sort_key: 'namespace', sort_dir: 'asc' } });
    expect(first.next).toBe(`${first.first}&marker=${encodeURIComponent(first.namespaces[0]?.namespace ?? '')}`);
    const second = await admin.image.request('GET', first.next?.replace('/v2', '') ?? '');
    expect(second.json.namespaces[0].namespace > (first.namespaces[0]?.namespace ?? '')).toBe(true);
    for (const [query, status, message] of [
      ['visibility=shared', 400, 'Invalid visibility value: shared'],
      ['sort_dir=up', 400, 'Invalid sort direction: up'],
      ['limit=-1', 400, 'limit param must be positive'],
      ['marker=none', 404, 'Metadata definition namespace=none was not found.'],
    ]) {
      expect(said(await admin.image.request('GET', `/metadefs/namespaces?${query}`))).toEqual([status, message]);
    }
  });

  it('are the ones that Glance ships, too', async ({ admin, member }) => {
    const shown = await member.image.metadefNamespaces.show({ namespace: 'os::compute::cpupinning', query: { resource_type: 'OS::Nova::Flavor' } });
    expect(shown).toMatchObject({ namespace: 'OS::Compute::CPUPinning', owner: 'admin', visibility: 'public', protected: true });
    expect(shown).not.toHaveProperty('updated_at');
    expect(shown.properties?.['hw:cpu_policy']).toEqual({
      type: 'string',
      title: 'CPU Pinning policy',
      description: 'Type of CPU pinning policy.',
      enum: ['shared', 'dedicated'],
    });
    const { namespaces } = await admin.image.metadefNamespaces.list({ query: { limit: 1000 } });
    expect(namespaces.filter(({ owner }) => owner === 'admin')).toHaveLength(32);
    const softwares = await admin.image.metadefObjects.list({ namespace: 'OS::Software::Runtimes' });
    expect(softwares.objects.map(({ name }) => name)).toEqual(['Java', 'Perl', 'PHP', 'Python', 'Ruby']);
    const { resource_types } = await admin.image.metadefResourceTypes.list();
    expect(resource_types.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['OS::Glance::Image', 'OS::Cinder::Volume', 'OS::Nova::Server', 'OS::Nova::Aggregate', 'OS::Nova::Flavor', 'OS::Trove::Instance']),
    );
    expect(said(await admin.image.request('DELETE', '/metadefs/namespaces/OS::Compute::CPUPinning'))).toEqual([
      403,
      'Metadata definition namespace OS::Compute::CPUPinning is protected and cannot be deleted.',
    ]);
    expect((await member.image.request('GET', '/metadefs/namespaces/OS::OperatingSystem')).status).toBe(404);
  });

  it('are refused in the words of jsonschema', async ({ admin, name, later }) => {
    const namespace = name('namespace');
    later(() => admin.image.request('DELETE', `/metadefs/namespaces/${namespace}`));
    const prefix = `Provided object does not match schema 'namespace': `;
    for (const [body, status, message] of [
      [{ created_at: 'x' }, 403, /^Attribute 'created_at' is read-only\.$/],
      [{ visibility: 'shared' }, 400, new RegExp(`^${prefix}'shared' is not one of \\['public', 'private'\\]\n\nFailed validating 'enum'`)],
      [
        { properties: { p: { type: 'string' } } },
        400,
        /'title' is a required property\n\nFailed validating 'required' in schema\['properties'\]\['properties'\]\['additionalProperties'\]/,
      ],
      [{ objects: [{ name: 'o', required: ['a', 'a'] }] }, 400, /\['a', 'a'\] has non-unique elements/],
      [{ display_name: '😀' }, 400, /^Couldn't create metadata namespace: Display_Name can't contain 4 byte unicode characters\.$/],
      [{ tags: [{ name: 'a' }, { name: 'A' }] }, 409, /^A metadata tag with name=A already exists/],
    ] as const) {
      const answer = await admin.image.request('POST', '/metadefs/namespaces', { json: { namespace, ...body } });
      expect(said(answer)).toEqual([status, expect.stringMatching(message)]);
    }
    expect((await admin.image.request('GET', `/metadefs/namespaces/${namespace}`)).status).toBe(404);
  });

  it.emulatorOnly('upstream answers 500', 'say what upstream stumbles over', async ({ admin, name }) => {
    const namespace = name('namespace');
    for (const [body, message] of [
      [[], 'Unexpected body type. Expected dict.'],
      [{ namespace: '\ud800', tags: [{}] }, `Invalid input for field/attribute name. Value: 'None'. Mandatory field missing.`],
      [{ namespace, properties: { p: { title: 'P', type: 'string', required: ['x'] } } }, 'Unknown attribute: required'],
      [
        { namespace, properties: { p: { title: 'P', type: 'string', enum: [1] } } },
        `Invalid input for field/attribute enum. Value: '1'. Wrong type. Expected '<class 'str'>', got '<class 'int'>'`,
      ],
    ] as const) {
      expect(said(await admin.image.request('POST', '/metadefs/namespaces', { json: body }))).toEqual([400, message]);
    }
    expect(said(await admin.image.request('GET', '/metadefs/namespaces?sort_key=nothing'))).toEqual([400, 'Sort key supplied was not valid.']);
  });
});
