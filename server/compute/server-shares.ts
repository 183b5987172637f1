/** File shares of servers, in a cloud without a service for them: no share can be found, so none is attached. Follows `nova/api/openstack/compute/server_shares.py`. */
import { serverShares as table } from '../../contracts/compute/server-shares.ts';
import { implement } from '../core/context.ts';
import { conflict, notFound } from '../core/errors.ts';
import { noCell, serverOf } from './server-lookup.ts';
import type { ServerRow } from './server-rows.ts';

const noShare = (id: string) => notFound(`Share ${id} could not be found.`);
/** The server has to be off. */
function checkOff({ id, vm_state }: ServerRow, label: string, ...more: string[]): void {
  if (vm_state !== 'stopped' && !more.includes(vm_state)) throw conflict(`Cannot '${label}' instance ${id} while it is in vm_state ${vm_state}`);
}

export const serverShareHandlers = implement(table, {
  list: async (request) => {
    await serverOf(request, noCell);
    return { shares: [] };
  },
  show: async (request) => {
    await serverOf(request, noCell);
    throw noShare(request.params.share_id);
  },
  create: async (request) => {
    checkOff(await serverOf(request, noCell), 'create share');
    throw noShare(request.body.share.share_id);
  },
  delete: async (request) => {
    checkOff(await serverOf(request, noCell), 'delete share', 'error');
    throw noShare(request.params.share_id);
  },
});
