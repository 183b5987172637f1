/** Namespaces of metadata definitions. https://docs.openstack.org/api-ref/image/v2/metadefs-index.html · `glance/api/v2/metadef_namespaces.py` */
import { metadefNamespaces as table } from '../../contracts/image/metadef-namespaces.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { badRequest, conflict, forbidden, notFound } from '../core/errors.ts';
import { enforceNew, enforceOn, isVisible, knownNamespaceOf, namespaceOf, targetOf } from './metadef-access.ts';
import { type Contents, fillNamespace } from './metadef-contents.ts';
import { LINKED, checkedBody } from './metadef-input.ts';
import { type Namespace, allNamespaces, allResourceTypes, keyOf, namespaceNamed, nextSerial, removeNamespace, saveNamespace, whole } from './metadef-rows.ts';
import { viewBrief, viewHead, viewWhole } from './metadef-views.ts';
import { limitOf, pageLinks, paramsOf } from './paging.ts';
import { directionOf, page } from './metadef-paging.ts';

type Own = Partial<Pick<Namespace, 'display_name' | 'description' | 'visibility' | 'protected' | 'owner'>> & { namespace: string };

const SORT_KEYS = ['namespace', 'display_name', 'description', 'visibility', 'protected', 'owner', 'created_at', 'updated_at', 'id'] as const;

export const metadefNamespaceHandlers = implement(table, {
  list: async (request) => {
    const params = paramsOf(request.path);
    const limit = limitOf(params.get('limit') ?? undefined);
    const direction = directionOf(params.get('sort_dir'));
    const wanted = filterOf(params);
    enforceNew(request);
    request.enforce(undefined, 'list_metadef_resource_types');
    const marker = params.has('marker') ? await markerOf(request, params.get('marker') ?? '') : undefined;
    const seen = (await allNamespaces(request.rows)).filter((namespace) => isVisible(request.caller, namespace) && wanted(namespace));
    const found = page(seen, { keys: SORT_KEYS, key: params.get('sort_key') ?? 'created_at', direction, marker, limit });
    const shown = found.filter((namespace) => request.may('get_metadef_namespace', targetOf(namespace)));
    const order = await allResourceTypes(request.rows);
    const last = shown.length && shown.length === limit ? shown.at(-1)?.namespace : undefined;
    return { namespaces: shown.map((namespace) => viewBrief(namespace, order)), ...pageLinks('metadefs/namespaces', request.path, last) };
  },
  create: async (request) => {
    const body = checkedBody(request.body, documents.metadefNamespace, LINKED) as unknown as Own & Contents;
    enforceNew(request);
    refuseWide('create', body);
    for (const [key, rule] of Object.entries(RULES)) if (Object.keys(body[key as keyof Contents] ?? {}).length) request.enforce(undefined, rule);
    if (await namespaceNamed(request.rows, body.namespace)) throw conflict(`The metadata definition namespace=${body.namespace} already exists.`);
    const namespace = await saveNamespace(request.rows, await fillNamespace(request, await newNamespace(request, body), body));
    const { resource_type_associations, properties, objects, tags } = body;
    const sent = { ...viewHead(namespace), resource_type_associations, properties: properties && namespaceProperties(namespace), objects, tags };
    return reply(sent, { Location: `${request.origin}/v2/metadefs/namespaces/${inHeader(body.namespace)}` });
  },
  show: async (request) => {
    const namespace = await knownNamespaceOf(request, '');
    enforceOn(request, namespace);
    for (const rule of ['list_metadef_resource_types', 'get_metadef_objects', 'get_metadef_properties', 'get_metadef_tags']) {
      enforceOn(request, namespace, rule);
    }
    return viewWhole(namespace, await allResourceTypes(request.rows), paramsOf(request.path).get('resource_type') ?? undefined);
  },
  update: async (request) => {
    const { namespace, ...more } = checkedBody(request.body, documents.metadefNamespace, LINKED) as Own;
    const found = await namespaceOf(request);
    enforceOn(request, found);
    refuseWide('update', { namespace, ...more });
    const twin = await namespaceNamed(request.rows, namespace);
    if (twin && twin.id !== found.id)
      throw conflict(`Invalid update. It would result in a duplicate metadata definition namespace with the same name of ${namespace}`);
    const changed: Namespace = {
      ...found,
      namespace,
      display_name: more.display_name,
      description: more.description,
      visibility: more.visibility ?? 'private',
      protected: more.protected ?? false,
      owner: more.owner ?? request.caller.project_id ?? '',
    };
    await saveNamespace(request.rows, { ...changed, updated_at: whole(request.now) });
    return viewHead(changed);
  },
  delete: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    refuseProtected(namespace);
    await removeNamespace(request.rows, namespace);
  },
});

/** The bytes of UTF-8, as Glance sends them; what no header takes is encoded. */
const inHeader = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[^ -~\u0080-\u00ff]/g, encodeURIComponent);

/** Throws 400 on characters that MySQL's three bytes do not hold. */
function refuseWide(verb: 'create' | 'update', own: Own): void {
  const wide = (['namespace', 'display_name', 'description', 'owner'] as const).find((key) => /[\u{10000}-\u{10ffff}]/u.test(own[key] ?? ''));
  const title = wide?.replaceAll(/(?:^|_)./g, (start) => start.toUpperCase());
  if (title) throw badRequest(`Couldn't ${verb} metadata namespace: ${title} can't contain 4 byte unicode characters.`);
}

/** What a namespace may not be made with unless the caller may make that by itself. */
const RULES: Record<keyof Contents, string> = {
  resource_type_associations: 'add_metadef_resource_type_association',
  objects: 'add_metadef_object',
  properties: 'add_metadef_property',
  tags: 'add_metadef_tag',
};

async function newNamespace({ world, rows, now, caller }: Context, body: Own): Promise<Namespace> {
  return {
    id: world.ids.uuid(),
    key: keyOf(body.namespace),
    namespace: body.namespace,
    display_name: body.display_name,
    description: body.description,
    visibility: body.visibility ?? 'private',
    protected: body.protected ?? false,
    owner: body.owner ?? caller.project_id ?? '',
    serial: await nextSerial(rows),
    created_at: whole(now),
    updated_at: whole(now),
    resource_types: [],
    properties: [],
    objects: [],
    tags: [],
  };
}
const namespaceProperties = ({ properties }: Namespace) => Object.fromEntries(properties.map(({ name, schema }) => [name, schema]));

/** Throws 403 while a namespace says that it is not to be deleted. */
export function refuseProtected({ namespace, protected: isProtected }: Namespace): void {
  if (isProtected) throw forbidden(`Metadata definition namespace ${namespace} is protected and cannot be deleted.`);
}

function filterOf(params: URLSearchParams): (namespace: Namespace) => boolean {
  const visibility = params.get('visibility') || undefined;
  if (visibility && visibility !== 'public' && visibility !== 'private') throw badRequest(`Invalid visibility value: ${visibility}`);
  const types = params.get('resource_types')?.split(',').map(keyOf);
  return (namespace) =>
    (!visibility || namespace.visibility === visibility) && (!types || namespace.resource_types.some(({ name }) => types.includes(keyOf(name))));
}
async function markerOf({ rows, caller }: Context, name: string): Promise<Namespace> {
  const marker = await namespaceNamed(rows, name);
  if (!marker) throw notFound(`Metadata definition namespace=${name} was not found.`);
  if (!isVisible(caller, marker)) throw forbidden(`Forbidding request, metadata definition namespace=${name} is not visible.`);
  return marker;
}
