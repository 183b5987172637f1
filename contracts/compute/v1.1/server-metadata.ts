/** `nova/api/openstack/server_metadata.py` of 2011 */
import { del, get, post, put, resource } from '../../operation.ts';
import { item, metadata } from './types.ts';

const ALL = '/servers/{server_id}/metadata';
const ONE = '/servers/{server_id}/metadata/{key}';
const right = (verb: string) => ({ policy: `os_compute_api:server-metadata:${verb}`, late: true as const });
const change = { body: metadata, status: 200, returns: metadata, errors: [400, 404, 409, 413] } as const;

export const serverMetadata = resource({
  list: get(ALL, { ...right('index'), status: 200, returns: metadata, errors: [404] }),
  update: post(ALL, { ...right('create'), ...change }),
  replace: put(ALL, { ...right('update_all'), ...change }),
  show: get(ONE, { ...right('show'), status: 200, returns: item, errors: [404] }),
  set: put(ONE, { ...right('update'), ...change, body: item, returns: item }),
  delete: del(ONE, { ...right('delete'), status: 204, errors: [404, 409] }),
});
