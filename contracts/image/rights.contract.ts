import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';

type Actor = 'admin' | 'member' | 'reader' | 'outsider';
type Options = { json?: unknown; body?: string; headers?: Record<string, string> };
/** Who asks for what, and the status; a refusal with 403 names the rule unless it says something else. */
type Case = [actor: Actor, request: string, status: number, options?: Options];
/** Rule > somebody who may, and somebody who may not. The case of a right may fail for another reason. */
type Rights = Record<string, { allowed: Case; refused: Case }>;

const octets = { headers: { 'content-type': 'application/octet-stream' }, body: 'x' };
const patch = (path: string, value: unknown): Options => ({
  headers: { 'content-type': 'application/openstack-images-v2.1-json-patch' },
  body: JSON.stringify([{ op: 'add', path, value }]),
});
const location = patch('/locations/-', { url: 'http://127.0.0.1/x', metadata: {} });

/** A user whose role implies nothing. Gives its token. */
async function outsider({ admin, name, later }: Stage): Promise<string> {
  const make = async (path: string, body: Record<string, object>): Promise<string> => {
    const { json } = await admin.identity.request('POST', path, { json: body });
    const [kind = ''] = Object.keys(body);
    const { id } = json[kind] as { id: string };
    later(() => admin.identity.request('DELETE', `${path}/${id}`));
    return id;
  };
  const role = await make('/roles', { role: { name: name('role') } });
  const project = await make('/projects', { project: { name: name('project'), domain_id: 'default' } });
  const user = await make('/users', { user: { name: name('user'), password: 'secret', domain_id: 'default' } });
  await admin.identity.request('PUT', `/projects/${project}/users/${user}/roles/${role}`);
  const identity = { methods: ['password'], password: { user: { id: user, password: 'secret' } } };
  const { headers } = await admin.identity.request('POST', '/auth/tokens', { json: { auth: { identity, scope: { project: { id: project } } } } });
  return headers.get('x-subject-token') ?? '';
}

/** Asks every case, in order, and expects what it says. */
async function prove(stage: Stage, rights: Rights): Promise<void> {
  const token = await outsider(stage);
  const ask = async ([actor, request, , options = {}]: Case): Promise<[number, string | undefined]> => {
    const [method = '', path = ''] = request.split(' ');
    const connection = actor === 'outsider' ? stage.admin : stage[actor];
    const headers = { ...options.headers, ...(actor === 'outsider' && { 'x-auth-token': token }) };
    const { status, json } = await connection.image.request(method, path, { ...options, headers });
    return [status, (json as { message?: string } | undefined)?.message?.split('<br />')[0]];
  };
  for (const [rule, { allowed, refused }] of Object.entries(rights)) {
    const denial = `You are not authorized to complete ${rule} action.`;
    const [refusal, reason] = await ask(refused);
    expect([rule, 'refused', refusal, reason]).toEqual([rule, 'refused', refused[2], refused[2] === 403 ? denial : expect.any(String)]);
    const [status, message] = await ask(allowed);
    expect([rule, 'allowed', status, message === denial]).toEqual([rule, 'allowed', allowed[2], false]);
  }
}

/** Images of an admin that everybody may see, one with content; one that the member shares in; and one of the member's own. */
async function images({ admin, member, later }: Stage) {
  const make = async (owner: typeof admin, visibility: 'public' | 'shared', content?: string): Promise<string> => {
    const { id } = await owner.image.images.create({ body: { visibility, disk_format: 'raw', container_format: 'bare' } });
    later(() => admin.image.images.delete({ image_id: id }));
    if (content !== undefined) await owner.image.imageData.upload({ image_id: id, body: new Blob([content]).stream() });
    return id;
  };
  const { project: demo } = await member.whoami();
  const { project: own } = await admin.whoami();
  const shared = await make(admin, 'shared');
  await admin.image.imageMembers.create({ image_id: shared, body: { member: demo?.id ?? '' } });
  return {
    active: await make(admin, 'public', 'active'),
    queued: await make(admin, 'public'),
    shared,
    mine: await make(member, 'shared'),
    full: await make(member, 'shared', 'mine'),
    demo: demo?.id ?? '',
    other: own?.id ?? '',
  };
}

contract('rights on images', { needs: ['admin'] }, (it) => {
  it('are those of Glance’s default rules', async (stage) => {
    const { active, shared, mine, full } = await images(stage);
    await prove(stage, {
      get_images: { allowed: ['reader', 'GET /images', 200], refused: ['outsider', 'GET /images', 403] },
      get_image: { allowed: ['reader', `GET /images/${active}`, 200], refused: ['outsider', `GET /images/${active}`, 404] },
      add_image: {
        allowed: ['admin', 'POST /images', 403, { json: { self: 'x' } }],
        refused: ['reader', 'POST /images', 403, { json: {} }],
      },
      modify_image: {
        allowed: ['member', `PATCH /images/${mine}`, 200, patch('/name', 'x')],
        refused: ['member', `PATCH /images/${active}`, 403, patch('/name', 'x')],
      },
      communitize_image: {
        allowed: ['member', `PATCH /images/${full}`, 200, patch('/visibility', 'community')],
        refused: ['reader', `PATCH /images/${active}`, 403, patch('/visibility', 'community')],
      },
      publicize_image: {
        allowed: ['admin', `PATCH /images/${full}`, 200, patch('/visibility', 'public')],
        refused: ['member', `PATCH /images/${mine}`, 403, patch('/visibility', 'public')],
      },
      deactivate: {
        allowed: ['member', `POST /images/${full}/actions/deactivate`, 204],
        refused: ['member', `POST /images/${active}/actions/deactivate`, 403],
      },
      reactivate: {
        allowed: ['member', `POST /images/${full}/actions/reactivate`, 204],
        refused: ['member', `POST /images/${active}/actions/reactivate`, 403],
      },
      delete_image: { allowed: ['member', `DELETE /images/${full}`, 204], refused: ['member', `DELETE /images/${shared}`, 403] },
    });
  });

  it('reach to their content and where it is', async (stage) => {
    const { active, queued, mine, full } = await images(stage);
    const store = (image: string): string => `DELETE /stores/store1/${image}`;
    await prove(stage, {
      download_image: { allowed: ['member', `GET /images/${active}/file`, 200], refused: ['reader', `GET /images/${active}/file`, 403] },
      // allowed, but locations are never shown
      set_image_location: { allowed: ['member', `PATCH /images/${mine}`, 403, location], refused: ['member', `PATCH /images/${active}`, 403, location] },
      // allowed, but there is no store of content elsewhere
      add_image_location: {
        allowed: ['member', `POST /images/${mine}/locations`, 403, { json: { url: 'http://127.0.0.1/x' } }],
        refused: ['member', `POST /images/${queued}/locations`, 403, { json: { url: 'http://127.0.0.1/x' } }],
      },
      fetch_image_location: { allowed: ['admin', `GET /images/${active}/locations`, 200], refused: ['member', `GET /images/${full}/locations`, 403] },
      upload_image: { allowed: ['member', `PUT /images/${mine}/file`, 204, octets], refused: ['member', `PUT /images/${queued}/file`, 403, octets] },
      // allowed, but that is the only store
      get_image_location: { allowed: ['admin', store(active), 403], refused: ['member', store(active), 403] },
      delete_image_location: { allowed: ['admin', store(full), 403], refused: ['member', store(full), 403] },
      // allowed, but it is there already
      copy_image: {
        allowed: ['admin', `POST /images/${active}/import`, 400, { json: { method: { name: 'copy-image' } } }],
        refused: ['member', `POST /images/${full}/import`, 403, { json: { method: { name: 'copy-image' } } }],
      },
    });
  });

  it('reach to those who share them', async (stage) => {
    const { shared, mine, demo, other } = await images(stage);
    const members = (image: string): string => `/images/${image}/members`;
    await prove(stage, {
      add_member: {
        allowed: ['member', `POST ${members(mine)}`, 200, { json: { member: other } }],
        refused: ['member', `POST ${members(shared)}`, 403, { json: { member: other } }],
      },
      get_members: { allowed: ['member', `GET ${members(shared)}`, 200], refused: ['reader', `GET ${members(shared)}`, 404] },
      get_member: { allowed: ['member', `GET ${members(shared)}/${demo}`, 200], refused: ['reader', `GET ${members(shared)}/${demo}`, 404] },
      modify_member: {
        allowed: ['member', `PUT ${members(shared)}/${demo}`, 200, { json: { status: 'accepted' } }],
        refused: ['member', `PUT ${members(mine)}/${other}`, 403, { json: { status: 'accepted' } }],
      },
      delete_member: { allowed: ['member', `DELETE ${members(mine)}/${other}`, 204], refused: ['member', `DELETE ${members(shared)}/${demo}`, 403] },
    });
  });

  it('keep the service itself to admins', async (stage) => {
    const { active } = await images(stage);
    await prove(stage, {
      cache_list: { allowed: ['admin', 'GET /cache', 200], refused: ['member', 'GET /cache', 403] },
      cache_image: { allowed: ['admin', `PUT /cache/${active}`, 202], refused: ['member', `PUT /cache/${active}`, 403] },
      list_cached_nodes: { allowed: ['admin', `GET /cache/nodes/${active}`, 200], refused: ['member', `GET /cache/nodes/${active}`, 403] },
      cache_delete: { allowed: ['admin', `DELETE /cache/${active}`, 204], refused: ['member', `DELETE /cache/${active}`, 403] },
      cache_clean: { allowed: ['admin', 'POST /cache/clean', 200], refused: ['member', 'POST /cache/clean', 403] },
      cache_prune: { allowed: ['admin', 'POST /cache/prune', 200], refused: ['member', 'POST /cache/prune', 403] },
      stores_info_detail: { allowed: ['admin', 'GET /info/stores/detail', 200], refused: ['member', 'GET /info/stores/detail', 403] },
      tasks_api_access: { allowed: ['admin', 'GET /tasks?limit=1', 200], refused: ['member', 'GET /tasks', 403] },
    });
  });
});

contract('rights on metadata definitions', { needs: ['admin'] }, (it) => {
  it('are those of Glance’s default rules', async (stage) => {
    const { admin, name, later } = stage;
    const namespace = name('namespace');
    const property = { name: 'p', title: 'P', type: 'string' as const };
    const { name: _, ...schema } = property;
    const [objects, tags, properties] = [[{ name: 'o' }], [{ name: 't' }], { p: schema }];
    const types = [{ name: 'OS::Glance::Image' }];
    await admin.image.metadefNamespaces.create({ body: { namespace, visibility: 'public', objects, tags, properties, resource_type_associations: types } });
    later(() => admin.image.request('DELETE', `/metadefs/namespaces/${namespace}`));
    const at = (method: string, path = ''): string => `${method} /metadefs/namespaces/${namespace}${path}`;
    /** For readers; who may not read is not told that there is anything. */
    const read = (request: string) => ({ allowed: ['reader', request, 200] as Case, refused: ['outsider', request, 404] as Case });
    const write = (request: string, status: number, json?: object) => {
      const options = json && { json };
      return { allowed: ['admin', request, status, options] as Case, refused: ['member', request, 403, options] as Case };
    };
    await prove(stage, {
      get_metadef_namespaces: read('GET /metadefs/namespaces?limit=1'),
      get_metadef_namespace: read(at('GET')),
      get_metadef_objects: read(at('GET', '/objects')),
      get_metadef_object: read(at('GET', '/objects/o')),
      get_metadef_properties: read(at('GET', '/properties')),
      get_metadef_property: read(at('GET', '/properties/p')),
      get_metadef_tags: read(at('GET', '/tags')),
      get_metadef_tag: read(at('GET', '/tags/t')),
      get_metadef_resource_type: read(at('GET', '/resource_types')),
      list_metadef_resource_types: { ...read('GET /metadefs/resource_types'), refused: ['outsider', at('GET', '/resource_types'), 404] },
      // allowed, but there
      add_metadef_namespace: write('POST /metadefs/namespaces', 409, { namespace }),
      modify_metadef_namespace: write(at('PUT'), 200, { namespace, visibility: 'public' }),
      add_metadef_object: write(at('POST', '/objects'), 201, { name: 'o2' }),
      modify_metadef_object: write(at('PUT', '/objects/o2'), 200, { name: 'o2' }),
      delete_metadef_object: write(at('DELETE', '/objects/o2'), 204),
      add_metadef_property: write(at('POST', '/properties'), 201, { ...property, name: 'p2' }),
      modify_metadef_property: write(at('PUT', '/properties/p2'), 200, { ...property, name: 'p2' }),
      remove_metadef_property: write(at('DELETE', '/properties/p2'), 204),
      add_metadef_tag: write(at('POST', '/tags/t2'), 201),
      add_metadef_tags: write(at('POST', '/tags'), 201, { tags: [{ name: 't3' }] }),
      modify_metadef_tag: write(at('PUT', '/tags/t3'), 200, { name: 't3' }),
      delete_metadef_tag: write(at('DELETE', '/tags/t3'), 204),
      add_metadef_resource_type_association: write(at('POST', '/resource_types'), 201, { name: 'OS::Nova::Flavor' }),
      remove_metadef_resource_type_association: write(at('DELETE', '/resource_types/OS::Nova::Flavor'), 204),
      delete_metadef_namespace: write(at('DELETE'), 204),
    });
  });
});
