/** https://docs.openstack.org/api-ref/image/v2/metadefs-index.html#metadata-definition-objects */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { MetadefObject, ObjectBody } from './metadef-types.ts';

const all = '/metadefs/namespaces/{namespace}/objects';
const one = `${all}/{object_name}` as const;

export const metadefObjects = resource({
  list: get(all, {
    policy: 'get_metadef_objects',
    late: true,
    status: 200,
    returns: z.object({ objects: z.array(MetadefObject), schema: z.string() }),
    errors: [400, 403, 404],
  }),
  create: post(all, { policy: 'add_metadef_object', late: true, body: ObjectBody, status: 201, returns: MetadefObject, errors: [400, 403, 404, 409] }),
  deleteAll: del(all, { policy: 'delete_metadef_namespace', late: true, status: 204, errors: [403, 404] }),
  show: get(one, { policy: 'get_metadef_object', late: true, status: 200, returns: MetadefObject, errors: [403, 404] }),
  update: put(one, { policy: 'modify_metadef_object', late: true, body: ObjectBody, status: 200, returns: MetadefObject, errors: [400, 403, 404, 409] }),
  delete: del(one, { bodiless: true, policy: 'delete_metadef_object', late: true, status: 204, errors: [403, 404] }),
});
