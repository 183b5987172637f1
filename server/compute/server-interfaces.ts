/**
 * Interfaces of servers. https://docs.openstack.org/api-ref/compute/#port-interfaces-servers-os-interface
 * Follows `nova/api/openstack/compute/attach_interfaces.py` and `nova/compute/manager.py: attach_interface`.
 */
import type { z } from 'zod';
import { demands } from '../../contracts/compute/server-demands.ts';
import { serverInterfaces as table } from '../../contracts/compute/server-interfaces.ts';
import { type Context, type Request, implement } from '../core/context.ts';
import { CloudError, badRequest, conflict, notFound } from '../core/errors.ts';
import { type Interface, interfaces, plug, resolve, unplug } from '../network/for-servers.ts';
import { checkExternal } from './external-networks.ts';
import { recordAtOnce } from './instance-action-rows.ts';
import { checkState } from './server-checks.ts';
import { serverOf } from './server-lookup.ts';
import type { ServerRow } from './server-rows.ts';

export const serverInterfaceHandlers = implement(table, {
  list: async (request) => {
    const server = await serverOf(request);
    return { interfaceAttachments: (await plugged(request, server)).map((each) => view(server, each)) };
  },
  show: async (request) => {
    const server = await serverOf(request);
    return { interfaceAttachment: view(server, await interfaceOf(request, server, request.params.port_id)) };
  },
  create: async (request) => {
    const server = await serverOf(request);
    const { net_id, port_id, fixed_ips, tag } = request.body.interfaceAttachment ?? {};
    if (net_id !== undefined && port_id !== undefined) throw badRequest('Must not input both network_id and port_id');
    const fixed_ip = fixed_ips?.[0]?.ip_address;
    if (fixed_ip !== undefined && net_id === undefined) throw badRequest('Must input network_id when request IP address');
    checkState(request, server, demands.attachInterface);
    const wanted = {
      ...(net_id !== undefined && { network_id: net_id }),
      ...(port_id !== undefined && { port_id }),
      ...(fixed_ip !== undefined && { fixed_ip }),
    };
    const attached = await attach(request, server, wanted);
    if (tag !== undefined) server.interface_tags[attached] = tag;
    await recordAtOnce(request, server, 'attach_interface', 'compute_attach_interface');
    return { interfaceAttachment: view(server, await interfaceOf(request, server, attached)) };
  },
  delete: async (request) => {
    const server = await serverOf(request);
    checkState(request, server, demands.detachInterface);
    await unplug(request, server.id, request.params.port_id);
    await recordAtOnce(request, server, 'detach_interface', 'compute_detach_interface');
  },
});

async function attach(
  request: Request<typeof table.create>,
  server: ServerRow,
  wanted: { network_id?: string; port_id?: string; fixed_ip?: string },
): Promise<string> {
  const requested = Object.keys(wanted).length ? [wanted] : undefined;
  const resolved = await resolve(request, request.caller, requested, 1).catch(reworded);
  if (!resolved.length) throw badRequest(`No specific network was requested and none are available for project '${server.project_id}'.`);
  await checkExternal(request, resolved);
  const [id] = await plug(request, server, resolved, []);
  return id ?? '';
}
/** What a creation refuses as malformed is here absent or in conflict, and the other way round. */
const STATUSES: readonly (readonly [RegExp, (message: string) => CloudError])[] = [
  [/could not be found\.$/, notFound],
  [/is already in use on instance/, conflict],
  [/^Multiple possible networks/, badRequest],
];
function reworded(error: unknown): never {
  const other = error instanceof CloudError ? STATUSES.find(([pattern]) => pattern.test(error.message))?.[1] : undefined;
  throw other ? other((error as CloudError).message) : error;
}

const plugged = async (request: Context, { id }: ServerRow): Promise<Interface[]> => (await interfaces(request, [id])).get(id) ?? [];
async function interfaceOf(request: Context, server: ServerRow, portId: string): Promise<Interface> {
  const found = (await plugged(request, server)).find(({ port_id }) => port_id === portId);
  if (!found) throw notFound(`Port id ${portId} could not be found.`);
  return found;
}
type View = z.output<typeof table.show.returns>['interfaceAttachment'];
const view = ({ interface_tags }: ServerRow, { port_id, network_id, mac_address, status, fixed_ips }: Interface): View => ({
  net_id: network_id,
  port_id,
  mac_addr: mac_address,
  port_state: status,
  fixed_ips,
  tag: interface_tags[port_id] ?? null,
});
