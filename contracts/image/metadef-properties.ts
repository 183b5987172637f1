/** https://docs.openstack.org/api-ref/image/v2/metadefs-index.html#metadata-definition-properties */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { Properties, Property } from './metadef-types.ts';

const all = '/metadefs/namespaces/{namespace}/properties';
const one = `${all}/{property_name}` as const;
const body = Property.required({ name: true });

export const metadefProperties = resource({
  list: get(all, { policy: 'get_metadef_properties', late: true, status: 200, returns: z.object({ properties: Properties }), errors: [403, 404] }),
  create: post(all, { policy: 'add_metadef_property', late: true, body, status: 201, returns: Property, errors: [400, 403, 404, 409] }),
  deleteAll: del(all, { policy: 'delete_metadef_namespace', late: true, status: 204, errors: [403, 404] }),
  show: get(one, {
    policy: 'get_metadef_property',
    late: true,
    query: z.looseObject({ resource_type: z.string().optional() }),
    status: 200,
    returns: Property,
    errors: [403, 404],
  }),
  update: put(one, { policy: 'modify_metadef_property', late: true, body, status: 200, returns: Property, errors: [400, 403, 404, 409] }),
  delete: del(one, { policy: 'remove_metadef_property', late: true, status: 204, errors: [403, 404] }),
});
