/** https://docs.openstack.org/api-ref/image/v2/metadefs-index.html#metadata-definition-tags */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { Tag, TagBody } from './metadef-types.ts';

const all = '/metadefs/namespaces/{namespace}/tags';
const one = `${all}/{tag_name}` as const;
const Tags = z.object({ tags: z.array(TagBody) });
const query = z.looseObject({
  limit: z.union([z.int(), z.string()]).optional(),
  marker: z.string().optional(),
  sort_key: z.string().optional(),
  sort_dir: z.enum(['asc', 'desc']).optional(),
});

export const metadefTags = resource({
  list: get(all, { policy: 'get_metadef_tags', late: true, query, status: 200, returns: Tags, errors: [400, 403, 404] }),
  /** In place of those that are there, or, with the header X-Openstack-Append, besides them. */
  createAll: post(all, { policy: 'add_metadef_tags', late: true, body: Tags, status: 201, returns: Tags, errors: [400, 403, 404, 409] }),
  deleteAll: del(all, { policy: 'delete_metadef_tags', late: true, status: 204, errors: [403, 404] }),
  show: get(one, { policy: 'get_metadef_tag', late: true, status: 200, returns: Tag, errors: [403, 404] }),
  create: post(one, { bodiless: true, policy: 'add_metadef_tag', late: true, status: 201, returns: Tag, errors: [400, 403, 404, 409] }),
  update: put(one, { policy: 'modify_metadef_tag', late: true, body: TagBody, status: 200, returns: Tag, errors: [400, 403, 404, 409] }),
  delete: del(one, { bodiless: true, policy: 'delete_metadef_tag', late: true, status: 204, errors: [403, 404] }),
});
