/** What kinds of resources definitions are for. https://docs.openstack.org/api-ref/image/v2/metadefs-index.html · `glance/api/v2/metadef_resource_types.py` */
import { metadefResourceTypes as table } from '../../contracts/image/metadef-resource-types.ts';
import { documents } from '../../contracts/image/schemas.ts';
import { seconds } from '../core/clock.ts';
import { implement } from '../core/context.ts';
import { forbidden, notFound } from '../core/errors.ts';
import { enforceOn, namespaceOf, targetOf } from './metadef-access.ts';
import { withAssociation } from './metadef-contents.ts';
import { associationOf, checkedBody } from './metadef-input.ts';
import { type Association, allResourceTypes, saveNamespace } from './metadef-rows.ts';
import { sortedAssociations, viewAssociation } from './metadef-views.ts';

export const metadefResourceTypeHandlers = implement(table, {
  list: async ({ rows }) => ({
    resource_types: (await allResourceTypes(rows)).map(({ name, created_at, serial }) => ({
      name,
      created_at: seconds(created_at),
      // Glance's own were never touched
      ...(serial >= 1000 && { updated_at: seconds(created_at) }),
    })),
  }),
  ofNamespace: async (request) => {
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const seen = request.may('get_metadef_resource_type', targetOf(namespace)) ? sortedAssociations(namespace, await allResourceTypes(request.rows)) : [];
    return { resource_type_associations: seen.map(viewAssociation) };
  },
  create: async (request) => {
    const association = associationOf(checkedBody(request.body, documents.metadefResourceType));
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const changed = await saveNamespace(request.rows, await withAssociation(request, namespace, association));
    return viewAssociation(changed.resource_types.at(-1) as Association);
  },
  delete: async (request) => {
    const { resource_type } = request.params;
    const namespace = await namespaceOf(request);
    enforceOn(request, namespace);
    const association = namespace.resource_types.find(({ name }) => name === resource_type);
    if (!association) throw notFound(`Failed to find resource type ${resource_type} to delete`);
    if (namespace.protected) throw forbidden(`Metadata definition resource-type-association ${resource_type} is protected and cannot be deleted.`);
    await saveNamespace(request.rows, { ...namespace, resource_types: namespace.resource_types.filter((other) => other !== association) });
  },
});
