/** `nova/api/openstack/servers.py: ControllerV11` of 2011 */
import { z } from 'zod';
import { del, get, post, put, resource } from '../../operation.ts';
import { Links, Metadata, Reference, page } from './types.ts';

const summary = { id: z.int(), uuid: z.string(), name: z.string(), links: Links };
const Address = z.object({ version: z.union([z.literal(4), z.literal(6)]), addr: z.string() });
export const Addresses = z.record(z.string(), z.array(Address));
export const Server = z.object({
  ...summary,
  status: z.string(),
  updated: z.string(),
  created: z.string(),
  hostId: z.string(),
  user_id: z.string(),
  tenant_id: z.string(),
  image: Reference.optional(),
  flavor: Reference,
  accessIPv4: z.string(),
  accessIPv6: z.string(),
  metadata: Metadata,
  key_name: z.string().nullable(),
  config_drive: z.string(),
  /** While it is built, and when it runs. */
  progress: z.int().optional(),
  addresses: Addresses,
});
const one = z.object({ server: Server });
export const File = z.looseObject({ path: z.string(), contents: z.string() });
const ServerCreate = z.looseObject({
  server: z.looseObject({
    name: z.string(),
    imageRef: z.union([z.string(), z.int()]),
    flavorRef: z.union([z.string(), z.int()]),
    metadata: Metadata.optional(),
    personality: z.array(File).optional(),
    adminPass: z.string().optional(),
    accessIPv4: z.string().optional(),
    accessIPv6: z.string().optional(),
    key_name: z.string().nullish(),
  }),
});
const Changes = z.looseObject({
  server: z.looseObject({ name: z.string().optional(), accessIPv4: z.string().optional(), accessIPv6: z.string().optional() }),
});
const filters = { name: z.string().optional(), status: z.string().optional(), image: z.string().optional(), flavor: z.string().optional() };
const query = z.looseObject({ ...filters, 'changes-since': z.string().optional(), ...page });
const policy = (verb: string) => ({ policy: `os_compute_api:servers:${verb}` });

export const servers = resource({
  list: get('/servers', { ...policy('index'), query, status: 200, returns: z.object({ servers: z.array(z.object(summary)) }), errors: [400] }),
  listDetail: get('/servers/detail', { ...policy('detail'), query, status: 200, returns: z.object({ servers: z.array(Server) }), errors: [400] }),
  create: post('/servers', {
    ...policy('create'),
    late: true,
    body: ServerCreate,
    status: 202,
    returns: z.object({ server: z.object({ ...Server.shape, adminPass: z.string() }) }),
    errors: [400, 403, 413, 422],
  }),
  show: get('/servers/{server_id}', { ...policy('show'), late: true, status: 200, returns: one, errors: [404] }),
  update: put('/servers/{server_id}', { ...policy('update'), late: true, body: Changes, status: 200, returns: one, errors: [400, 404, 422] }),
  delete: del('/servers/{server_id}', { ...policy('delete'), late: true, status: 204, errors: [404, 409] }),
});
