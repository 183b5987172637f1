/** Tags of a namespace. https://docs.openstack.org/api-ref/image/v2/metadefs-index.html · `glance/api/v2/metadef_tags.py` */
import { metadefTags as table } from '../../contracts/image/metadef-tags.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { implement } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import { enforceOn, namespaceOf } from './metadef-access.ts';
import { refuseTag, withTag } from './metadef-contents.ts';
import { checkedBody } from './metadef-input.ts';
import { refuseProtected } from './metadef-namespaces.ts';
import { directionOf, page } from './metadef-paging.ts';
import { type Namespace, type Tag, sameName, saveNamespace, whole } from './metadef-rows.ts';
import { viewTag } from './metadef-views.ts';
import { limitOf, paramsOf } from './paging.ts';
import { checkSchema } from './schema-check.ts';

/** What several tags are checked by, which Glance does not publish. */
const TAGS = {
  name: 'tags',
  properties: {
    tags: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'], additionalProperties: false } },
  },
  additionalProperties: false,
};
const SORT_KEYS = ['name', 'created_at', 'updated_at', 'id'];

function tagNamed({ tags }: Namespace, name: string): Tag {
  const tag = tags.find(sameName(name));
  if (!tag) throw notFound(`Could not find metadata tag ${name}`);
  return tag;
}

export const metadefTagHandlers = implement(table, {
  list: async (request) => {
    const params = paramsOf(request.path);
    const direction = directionOf(params.get('sort_dir'));
    const limit = params.get('limit') ? limitOf(params.get('limit') ?? '') : Infinity;
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const marker = params.get('marker') ? tagNamed(namespace, params.get('marker') ?? '') : undefined;
    const found = page(namespace.tags, { keys: SORT_KEYS, key: params.get('sort_key') ?? 'created_at', direction, marker, limit });
    return { tags: found.map(({ name }) => ({ name })) };
  },
  createAll: async (request) => {
    const { tags } = checkedBody(request.body, TAGS) as { tags?: { name: string }[] };
    if (!tags) throw badRequest(`Invalid input for field/attribute tags. Value: 'None'. Mandatory field missing.`);
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    // none at all replace nothing
    if (!tags.length) return { tags };
    const append = ['1', 't', 'true', 'on', 'y', 'yes'].includes(request.header('x-openstack-append')?.trim().toLowerCase() ?? '');
    const changed = tags.reduce((so, { name }) => withTag(request, so, name), append ? namespace : { ...namespace, tags: [] });
    await saveNamespace(request.rows, changed);
    return { tags };
  },
  deleteAll: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace, 'delete_metadef_namespace');
    enforceOn(request, namespace);
    refuseProtected(namespace);
    await saveNamespace(request.rows, { ...namespace, tags: [] });
  },
  show: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    return viewTag(tagNamed(namespace, request.params.tag_name));
  },
  create: async (request) => {
    const namespace = await namespaceOf(request);
    checkSchema(documents.metadefTag, { name: request.params.tag_name });
    enforceOn(request, namespace);
    const changed = await saveNamespace(request.rows, withTag(request, namespace, request.params.tag_name));
    return viewTag(changed.tags.at(-1) as Tag);
  },
  update: async (request) => {
    const { name } = checkedBody(request.body, documents.metadefTag) as { name: string };
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const tag = tagNamed(namespace, request.params.tag_name);
    refuseTag(
      namespace,
      namespace.tags.filter((other) => other !== tag),
      name,
    );
    const renamed = { ...tag, name };
    const tags = namespace.tags.map((other) => (other === tag ? { ...renamed, updated_at: whole(request.now) } : other));
    await saveNamespace(request.rows, { ...namespace, tags });
    return viewTag(renamed);
  },
  delete: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const tag = tagNamed(namespace, request.params.tag_name);
    if (namespace.protected) throw forbidden(`Metadata definition tag ${tag.name} is protected and cannot be deleted.`);
    await saveNamespace(request.rows, { ...namespace, tags: namespace.tags.filter((other) => other !== tag) });
  },
});
