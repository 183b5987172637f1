/** Servers, by number. `nova/api/openstack/servers.py: ControllerV11` of 2011 */
import { ServerQuery } from '../../../contracts/compute/server-query.ts';
import { servers as table } from '../../../contracts/compute/v1.1/servers.ts';
import { at } from '../../../contracts/microversion.ts';
import { type Context, implement } from '../../core/context.ts';
import { CloudError, badRequest } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { type ServerRow, servers } from '../server-rows.ts';
import { type Search, search } from '../server-search.ts';
import { statesOf } from '../server-status.ts';
import { serverHandlers as later } from '../servers.ts';
import { flavorNumbered, imageNumbered, onServer } from './lookup.ts';
import { pageOf, queryOf } from './query.ts';
import { UNPROCESSABLE, idOf, isObject, object } from './read.ts';
import { createServer, nameOf } from './server-create.ts';
import { serverSummary, serverView, serverViews } from './views.ts';

export const serverHandlers = implement(table, {
  list: async (request) => ({ servers: (await find(request, 'index')).map((row) => serverSummary(request, row)) }),
  listDetail: async (request) => ({ servers: await serverViews(request, await find(request, 'detail')) }),
  show: async (request) => ({ server: await serverView(request, (await onServer(request)).server) }),
  create: async (request) => {
    const { server, adminPass } = await createServer(request, request.body);
    return { server: { ...(await serverView(request, server)), adminPass } };
  },
  update: async (request) => {
    const wanted = object(isObject(request.body) ? request.body['server'] : undefined, new CloudError(422, UNPROCESSABLE));
    const { server } = await onServer(request);
    if ('name' in wanted) server.name = nameOf(wanted['name']);
    if (typeof wanted['accessIPv4'] === 'string') server.access_ip_v4 = wanted['accessIPv4'].trim();
    if (typeof wanted['accessIPv6'] === 'string') server.access_ip_v6 = wanted['accessIPv6'].trim();
    server.updated_at = request.now;
    return { server: await serverView(request, await request.rows.update(servers, server)) };
  },
  delete: async (request) => handOver(later, 'delete', request, { params: (await onServer(request)).params }),
});

/** Newest first. Throws 400. */
async function find(request: Context, rule: 'index' | 'detail'): Promise<ServerRow[]> {
  const query = queryOf(request);
  const wanted: Record<string, string[]> = {};
  for (const name of ['name', 'status', 'changes-since', 'reservation_id']) if (query.has(name)) wanted[name] = [query.get(name) ?? ''];
  const [status] = wanted['status'] ?? [];
  if (status !== undefined && !statesOf([status]).vm_states.length) throw badRequest(`Invalid server status: ${status}`);
  const flavor = query.get('flavor');
  if (flavor !== null) wanted['flavor'] = [(await flavorNumbered(request, idOf(flavor)))?.id ?? ''];
  const image = query.get('image');
  if (image !== null) wanted['image'] = [(await imageNumbered(request, idOf(image)))?.id ?? ''];
  const parsed = at(ServerQuery, request.version).safeParse(wanted);
  if (!parsed.success) throw badRequest('changes-since' in wanted ? 'Invalid changes-since value' : 'The filter cannot be read.');
  return pageOf(query, await search(request, parsed.data as Search, `os_compute_api:servers:${rule}:get_all_tenants`));
}
