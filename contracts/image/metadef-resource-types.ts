/** https://docs.openstack.org/api-ref/image/v2/metadefs-index.html#metadata-definition-resource-types */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { Association, AssociationBody, Tag } from './metadef-types.ts';

const all = '/metadefs/namespaces/{namespace}/resource_types';

export const metadefResourceTypes = resource({
  list: get('/metadefs/resource_types', {
    policy: 'list_metadef_resource_types',
    status: 200,
    returns: z.object({ resource_types: z.array(Tag) }),
    errors: [403],
  }),
  ofNamespace: get(all, {
    policy: 'list_metadef_resource_types',
    late: true,
    status: 200,
    returns: z.object({ resource_type_associations: z.array(Association) }),
    errors: [403, 404],
  }),
  create: post(all, {
    policy: 'add_metadef_resource_type_association',
    late: true,
    body: AssociationBody,
    status: 201,
    returns: Association,
    errors: [400, 403, 404, 409],
  }),
  delete: del(`${all}/{resource_type}`, { bodiless: true, policy: 'remove_metadef_resource_type_association', late: true, status: 204, errors: [403, 404] }),
});
