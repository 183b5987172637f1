/** Properties of things. https://docs.openstack.org/api-ref/image/v2/metadefs-index.html · `glance/api/v2/metadef_properties.py` */
import { metadefProperties as table } from '../../contracts/image/metadef-properties.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { type Context, implement } from '../core/context.ts';
import { conflict, forbidden, notFound } from '../core/errors.ts';
import { enforceOn, namespaceOf } from './metadef-access.ts';
import { withProperty } from './metadef-contents.ts';
import { checkedBody, propertyOf } from './metadef-input.ts';
import { refuseProtected } from './metadef-namespaces.ts';
import { type Namespace, allResourceTypes, sameName, saveNamespace } from './metadef-rows.ts';
import { viewProperties } from './metadef-views.ts';
import { paramsOf } from './paging.ts';

type Kept = Namespace['properties'][number];
function propertyNamed({ properties }: Namespace, name: string): Kept {
  const property = properties.find(sameName(name));
  if (!property) throw notFound(`Could not find property ${name}`);
  return property;
}
const without = (namespace: Namespace, property: Kept): Namespace => ({
  ...namespace,
  properties: namespace.properties.filter((other) => other !== property),
});
const view = ({ name, schema }: Kept) => ({ ...schema, name });

/** The name without the prefix that it has for a resource type. Throws 404. */
async function plainName(request: Context, namespace: Namespace, name: string): Promise<string> {
  const type = paramsOf(request.path).get('resource_type');
  if (!type) return name;
  enforceOn(request, namespace, 'get_metadef_resource_type');
  const association = namespace.resource_types.find(sameName(type));
  if (!(await allResourceTypes(request.rows)).some(sameName(type))) throw notFound(`The metadata definition resource-type with name=${type}, was not found.`);
  if (!association)
    throw notFound(`The metadata definition resource-type association of resource-type=${type} to namespace=${namespace.namespace}, was not found.`);
  const { prefix } = association;
  if (prefix && name.startsWith(prefix)) return name.slice(prefix.length);
  throw notFound(`Property ${name} does not start with the expected resource type association prefix of '${prefix ?? 'None'}'.`);
}

export const metadefPropertyHandlers = implement(table, {
  list: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    return { properties: viewProperties(namespace) };
  },
  create: async (request) => {
    const schema = propertyOf(checkedBody(request.body, documents.metadefProperty));
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    await saveNamespace(request.rows, withProperty(namespace, schema.name ?? '', schema));
    return schema;
  },
  deleteAll: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    refuseProtected(namespace);
    await saveNamespace(request.rows, { ...namespace, properties: [] });
  },
  show: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    return view(propertyNamed(namespace, await plainName(request, namespace, request.params.property_name)));
  },
  update: async (request) => {
    const schema = propertyOf(checkedBody(request.body, documents.metadefProperty));
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const rest = without(namespace, propertyNamed(namespace, request.params.property_name));
    const { name = '' } = schema;
    if (rest.properties.some(sameName(name))) {
      throw conflict(
        `Invalid update. It would result in a duplicate metadata definition property with the same name=${name} in namespace=${namespace.namespace}.`,
      );
    }
    await saveNamespace(request.rows, withProperty(rest, name, schema));
    return schema;
  },
  delete: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const property = propertyNamed(namespace, request.params.property_name);
    if (namespace.protected) throw forbidden(`Metadata definition property ${property.name} is protected and cannot be deleted.`);
    await saveNamespace(request.rows, without(namespace, property));
  },
});
