/**
 * Servers. https://docs.openstack.org/api-ref/compute/#servers-servers
 * Follows `nova/api/openstack/compute/servers.py`; the checks of a creation are in `server-plan.ts`, what happens by itself in `server-lifecycle.ts`.
 */
import { isFilter } from '../../contracts/compute/server-query.ts';
import { servers as table } from '../../contracts/compute/servers.ts';
import { type Request, implement, reply } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import { begin, cancel } from '../core/lifecycle.ts';
import { record } from './instance-action-rows.ts';
import { links, nextPage } from './links.ts';
import { limitOf } from './paging.ts';
import { createServers } from './server-create.ts';
import { serverLifeCycle, vanish } from './server-lifecycle.ts';
import { change } from './server-changes.ts';
import { checkUnlocked } from './server-checks.ts';
import { deleteImage } from '../image/for-servers.ts';
import { serverOf } from './server-lookup.ts';
import { type ServerRow, servers } from './server-rows.ts';
import { type Search, search } from './server-search.ts';
import { serverView, serverViews } from './server-view.ts';
import { isUp } from './services.ts';

export const serverHandlers = implement(table, {
  list: async (request) => {
    const page = await search(request, request.query as Search, 'os_compute_api:servers:index:get_all_tenants');
    return {
      servers: page.map(({ id, name }) => ({ id, name, links: links(request, 'servers', id) })),
      servers_links: nextPage(request, 'servers', page, limitOf(request.query), isFilter),
    };
  },
  listDetail: async (request) => {
    const page = await search(request, request.query as Search, 'os_compute_api:servers:detail:get_all_tenants');
    return { servers: await serverViews(request, page), servers_links: nextPage(request, 'servers/detail', page, limitOf(request.query), isFilter) };
  },
  show: async (request) => ({ server: await serverView(request, await serverOf(request)) }),

  create: async (request) => {
    const { body } = request;
    const { servers: created, adminPass } = await createServers(request, body);
    const [first] = created as [ServerRow];
    if (body.server.return_reservation_id) return { reservation_id: first.reservation_id };
    const self = links(request, 'servers', first.id);
    const server = {
      id: first.id,
      links: self,
      'OS-DCF:diskConfig': first.auto_disk_config ? ('AUTO' as const) : ('MANUAL' as const),
      security_groups: body.server.security_groups ?? [{ name: 'default' }],
      adminPass,
    };
    return reply({ server }, { Location: self[0]?.href ?? '' });
  },

  update: async (request) => {
    const row = await serverOf(request);
    const { server: wanted } = request.body;
    change(row, wanted);
    if (wanted.pinned_availability_zone !== undefined) pin(row, wanted.pinned_availability_zone);
    row.updated_at = request.now;
    await request.rows.update(servers, row);
    return { server: await serverView(request, row) };
  },

  delete: async (request) => remove(request, await serverOf(request)),
});

/** A server can be pinned to the zone that it is in, and unpinned. */
function pin(row: ServerRow, zone: string | null): void {
  const pinned = row.pinned_availability_zone;
  if (zone !== null && pinned !== null && zone !== pinned) {
    throw conflict('Cannot change pinned availability zone directly. Unpin first by setting pinned_availability_zone to null.');
  }
  if (zone !== null && pinned === null && zone !== row.availability_zone) {
    throw conflict(`Server can only be pinned to its current availability zone '${row.availability_zone}', but '${zone}' was requested.`);
  }
  row.pinned_availability_zone = zone;
}

/** Also the end of a forced deletion. What has no host that could do it is gone at once. */
export async function remove(request: Request<typeof table.delete>, row: ServerRow): Promise<void> {
  checkUnlocked(request, row);
  if (row.task_state === 'deleting') return;
  await record(request, row, 'delete', 'compute_terminate_instance');
  row.updated_at = request.now;
  const shelved = ['shelved', 'shelved_offloaded'].includes(row.vm_state);
  if (shelved && row.shelved_image_id !== null) await deleteImage(request, row.shelved_image_id);
  if (!(await isUp(request, row.host))) {
    await cancel(request, row.id);
    await vanish(row, request);
  } else {
    row.task_state = 'deleting';
    await begin(request, serverLifeCycle, row.id, 'delete');
  }
  await request.rows.update(servers, row);
}
