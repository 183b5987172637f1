/** Groups of properties. https://docs.openstack.org/api-ref/image/v2/metadefs-index.html · `glance/api/v2/metadef_objects.py` */
import { metadefObjects as table } from '../../contracts/image/metadef-objects.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { implement } from '../core/context.ts';
import { badRequest, conflict, forbidden, notFound } from '../core/errors.ts';
import { enforceOn, knownNamespaceOf, namespaceOf, targetOf } from './metadef-access.ts';
import { withObject } from './metadef-contents.ts';
import { LINKED, checkedBody, objectOf } from './metadef-input.ts';
import { refuseProtected } from './metadef-namespaces.ts';
import { directionOf } from './metadef-paging.ts';
import { type MetadefObject, type Namespace, byName, sameName, saveNamespace, whole } from './metadef-rows.ts';
import { viewObject } from './metadef-views.ts';
import { limitOf, paramsOf } from './paging.ts';

function objectNamed({ objects }: Namespace, name: string): MetadefObject {
  const object = objects.find(sameName(name));
  if (!object) throw notFound(`Could not find metadata object ${name}`);
  return object;
}
const without = (namespace: Namespace, object: MetadefObject): Namespace => ({ ...namespace, objects: namespace.objects.filter((other) => other !== object) });

export const metadefObjectHandlers = implement(table, {
  /** Pages are asked for in vain: all of them come. */
  list: async (request) => {
    const params = paramsOf(request.path);
    directionOf(params.get('sort_dir'));
    if (params.has('limit') && limitOf(params.get('limit') ?? '') === 0) throw badRequest('limit param must be positive');
    const namespace = await knownNamespaceOf(request);
    enforceOn(request, namespace);
    const seen = request.may('get_metadef_object', targetOf(namespace)) ? namespace.objects.toSorted(byName) : [];
    return { objects: seen.map((object) => viewObject(namespace, object)), schema: 'v2/schemas/metadefs/objects' };
  },
  create: async (request) => {
    const body = checkedBody(request.body, documents.metadefObject, LINKED);
    const namespace = await knownNamespaceOf(request);
    enforceOn(request, namespace);
    const changed = await saveNamespace(request.rows, withObject(request, namespace, objectOf(body)));
    return shownAsSent(changed, changed.objects.at(-1) as MetadefObject, body);
  },
  deleteAll: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    refuseProtected(namespace);
    await saveNamespace(request.rows, { ...namespace, objects: [] });
  },
  show: async (request) => {
    const namespace = await knownNamespaceOf(request);
    enforceOn(request, namespace);
    return viewObject(namespace, objectNamed(namespace, request.params.object_name));
  },
  update: async (request) => {
    const body = checkedBody(request.body, documents.metadefObject, LINKED);
    const namespace = await knownNamespaceOf(request);
    enforceOn(request, namespace);
    const object = objectNamed(namespace, request.params.object_name);
    const rest = without(namespace, object);
    const { name, ...more } = objectOf(body);
    if (rest.objects.some(sameName(name))) {
      throw conflict(
        `Invalid update. It would result in a duplicate metadata definition object with the same name=${name} in namespace=${namespace.namespace}.`,
      );
    }
    const changed = { ...object, ...more, name };
    await saveNamespace(request.rows, { ...rest, objects: [...rest.objects, { ...changed, updated_at: whole(request.now) }] });
    return shownAsSent(namespace, changed, body);
  },
  delete: async (request) => {
    const namespace = await knownNamespaceOf(request);
    enforceOn(request, namespace);
    const object = objectNamed(namespace, request.params.object_name);
    if (namespace.protected) throw forbidden(`Metadata definition object ${object.name} is protected and cannot be deleted.`);
    await saveNamespace(request.rows, without(namespace, object));
  },
});

/** What was not sent is not shown to who sent it. */
function shownAsSent(namespace: Namespace, object: MetadefObject, body: Record<string, unknown>): ReturnType<typeof viewObject> {
  const { required, properties, ...shown } = viewObject(namespace, object);
  return { ...shown, ...('required' in body && { required }), ...('properties' in body && { properties }) };
}
