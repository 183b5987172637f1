import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

const said = ({ status, json }: { status: number; json: { message: string } }) => [status, json.message.replace('<br /><br />\n\n\n', '')];
async function empty({ admin, name, later }: Stage) {
  const namespace = name('namespace');
  await admin.image.metadefNamespaces.create({ body: { namespace, visibility: 'public' } });
  later(() => admin.image.metadefNamespaces.delete({ namespace }));
  later(() => admin.image.metadefNamespaces.update({ namespace, body: { namespace, visibility: 'public', protected: false } }));
  return namespace;
}

contract('contents of a namespace', { needs: ['admin'] }, (it) => {
  it('are objects', async (stage) => {
    const { admin } = stage;
    const { metadefObjects } = admin.image;
    const namespace = await empty(stage);
    const body = { name: 'thing', description: 'one', required: ['p'], properties: { p: { title: 'P', type: 'number' as const, minimum: 1, default: '2' } } };
    expect(await metadefObjects.create({ namespace, body })).toMatchObject({ ...body, schema: '/v2/schemas/metadefs/object' });
    expect(said(await admin.image.request('POST', `/metadefs/namespaces/${namespace}/objects`, { json: body }))).toEqual([
      409,
      `A metadata definition object with name=thing already exists in namespace=${namespace}.`,
    ]);
    const changed = await metadefObjects.update({ namespace, object_name: 'thing', body: { name: 'Other' } });
    expect(changed).not.toHaveProperty('properties');
    expect(await metadefObjects.show({ namespace, object_name: 'Other' })).toMatchObject({ name: 'Other', required: [], properties: {} });
    expect((await metadefObjects.list({ namespace })).objects.map(({ name }) => name)).toEqual(['Other']);
    await metadefObjects.delete({ namespace, object_name: 'Other' });
    expect(said(await admin.image.request('GET', `/metadefs/namespaces/${namespace}/objects/Other`))).toEqual([404, 'Could not find metadata object Other']);
    await metadefObjects.create({ namespace, body });
    await metadefObjects.deleteAll({ namespace });
    expect((await metadefObjects.list({ namespace })).objects).toEqual([]);
  });

  it('are properties', async (stage) => {
    const { admin } = stage;
    const { metadefProperties, metadefResourceTypes } = admin.image;
    const namespace = await empty(stage);
    const body = { name: 'size', title: 'Size', type: 'integer' as const, minimum: 1 };
    expect(await metadefProperties.create({ namespace, body })).toEqual(body);
    await metadefResourceTypes.create({ namespace, body: { name: 'OS::Glance::Image', prefix: 'hw_' } });
    expect(await metadefProperties.show({ namespace, property_name: 'hw_size', query: { resource_type: 'OS::Glance::Image' } })).toEqual(body);
    expect(said(await admin.image.request('GET', `/metadefs/namespaces/${namespace}/properties/size?resource_type=OS::Glance::Image`))).toEqual([
      404,
      `Property size does not start with the expected resource type association prefix of 'hw_'.`,
    ]);
    const changed = { ...body, name: 'extent', title: 'Extent' };
    expect(await metadefProperties.update({ namespace, property_name: 'size', body: changed })).toEqual(changed);
    expect(await metadefProperties.list({ namespace })).toEqual({ properties: { extent: changed } });
    await metadefProperties.delete({ namespace, property_name: 'extent' });
    expect(said(await admin.image.request('DELETE', `/metadefs/namespaces/${namespace}/properties/extent`))).toEqual([404, 'Could not find property extent']);
    await metadefProperties.create({ namespace, body });
    await metadefProperties.deleteAll({ namespace });
    expect(await metadefProperties.list({ namespace })).toEqual({ properties: {} });
  });

  it('are tags, one by one and all at once', async (stage) => {
    const { admin } = stage;
    const { metadefTags } = admin.image;
    const namespace = await empty(stage);
    const names = async (query = {}) =>
      (await metadefTags.list({ namespace, query: { sort_key: 'name', sort_dir: 'asc', ...query } })).tags.map(({ name }) => name);
    expect(await metadefTags.create({ namespace, tag_name: 'one' })).toMatchObject({ name: 'one', created_at: expect.any(String) });
    const path = `/metadefs/namespaces/${namespace}/tags`;
    expect(said(await admin.image.request('POST', `${path}/two`, { json: { name: 'two' } }))).toEqual([400, 'A body is not expected with this request.']);
    expect(said(await admin.image.request('POST', `${path}/ONE`))).toEqual([
      409,
      `A metadata tag with name=ONE already exists in namespace=${namespace}. (Please note that metadata tag names are case insensitive).`,
    ]);
    expect((await metadefTags.update({ namespace, tag_name: 'one', body: { name: 'first' } })).name).toBe('first');
    expect((await metadefTags.show({ namespace, tag_name: 'first' })).name).toBe('first');
    await metadefTags.createAll({ namespace, body: { tags: [{ name: 'x' }, { name: 'y' }] } });
    expect(await names()).toEqual(['x', 'y']);
    await admin.image.request('POST', path, { headers: { 'x-openstack-append': 'true' }, json: { tags: [{ name: 'z' }] } });
    expect([await names({ limit: 2 }), await names({ marker: 'y' })]).toEqual([['x', 'y'], ['z']]);
    await metadefTags.delete({ namespace, tag_name: 'x' });
    expect(said(await admin.image.request('DELETE', `${path}/x`))).toEqual([404, 'Could not find metadata tag x']);
    await metadefTags.deleteAll({ namespace });
    expect(await names()).toEqual([]);
  });

  it('are for types of resources', async (stage) => {
    const { admin } = stage;
    const { metadefResourceTypes } = admin.image;
    const namespace = await empty(stage);
    const body = { name: 'OS::Nova::Server', prefix: 'p:', properties_target: 'scheduler_hints' };
    expect(await metadefResourceTypes.create({ namespace, body })).toMatchObject(body);
    const path = `/metadefs/namespaces/${namespace}/resource_types`;
    expect(said(await admin.image.request('POST', path, { json: body }))).toEqual([
      409,
      `The metadata definition resource-type association of resource-type=OS::Nova::Server to namespace=${namespace} already exists.`,
    ]);
    expect((await metadefResourceTypes.ofNamespace({ namespace })).resource_type_associations).toMatchObject([body]);
    await metadefResourceTypes.delete({ namespace, resource_type: 'OS::Nova::Server' });
    expect(said(await admin.image.request('DELETE', `${path}/OS::Nova::Server`))).toEqual([404, 'Failed to find resource type OS::Nova::Server to delete']);
  });

  it('stay while the namespace is protected', async (stage) => {
    const { admin } = stage;
    const { metadefObjects, metadefProperties, metadefTags, metadefResourceTypes } = admin.image;
    const namespace = await empty(stage);
    await metadefObjects.create({ namespace, body: { name: 'o' } });
    await metadefProperties.create({ namespace, body: { name: 'p', title: 'P', type: 'string' } });
    await metadefTags.create({ namespace, tag_name: 't' });
    await metadefResourceTypes.create({ namespace, body: { name: 'OS::Glance::Image' } });
    await admin.image.metadefNamespaces.update({ namespace, body: { namespace, protected: true } });
    for (const [path, what] of [
      ['objects/o', 'object o'],
      ['properties/p', 'property p'],
      ['tags/t', 'tag t'],
      ['resource_types/OS::Glance::Image', 'resource-type-association OS::Glance::Image'],
      ['objects', `namespace ${namespace}`],
      ['properties', `namespace ${namespace}`],
      ['tags', `namespace ${namespace}`],
    ]) {
      expect(said(await admin.image.request('DELETE', `/metadefs/namespaces/${namespace}/${path}`))).toEqual([
        403,
        `Metadata definition ${what} is protected and cannot be deleted.`,
      ]);
    }
  });
});
