/** https://docs.openstack.org/api-ref/image/v2/metadefs-index.html#metadata-definition-namespaces */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { Namespace, NamespaceBody } from './metadef-types.ts';

const path = '/metadefs/namespaces/{namespace}';
const query = z.looseObject({
  limit: z.union([z.int(), z.string()]).optional(),
  marker: z.string().optional(),
  visibility: z.enum(['public', 'private']).optional(),
  resource_types: z.string().optional(),
  sort_key: z.string().optional(),
  sort_dir: z.enum(['asc', 'desc']).optional(),
});

export const metadefNamespaces = resource({
  list: get('/metadefs/namespaces', {
    policy: 'get_metadef_namespaces',
    late: true,
    query,
    status: 200,
    returns: z.object({ namespaces: z.array(Namespace), next: z.string().optional(), schema: z.string(), first: z.string() }),
    errors: [400, 403, 404],
  }),
  create: post('/metadefs/namespaces', {
    policy: 'add_metadef_namespace',
    late: true,
    body: NamespaceBody,
    status: 201,
    returns: Namespace,
    headers: ['location'],
    errors: [400, 403, 409],
  }),
  show: get(path, {
    policy: 'get_metadef_namespace',
    late: true,
    query: z.looseObject({ resource_type: z.string().optional() }),
    status: 200,
    returns: Namespace,
    errors: [403, 404],
  }),
  update: put(path, {
    policy: 'modify_metadef_namespace',
    late: true,
    body: NamespaceBody,
    status: 200,
    returns: Namespace,
    errors: [400, 403, 404, 409],
  }),
  delete: del(path, { bodiless: true, policy: 'delete_metadef_namespace', late: true, status: 204, errors: [403, 404] }),
});
