/** Finding the server that a request is about. */
import { isUuidLike } from '../../contracts/json-schema.ts';
import type { Context } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type ServerRow, servers } from './server-rows.ts';

export type OnServer = Context & { params: { server_id: string } };

/**
 * The server, if the caller's project owns it or the caller is an admin, and may do what the row is for. Throws 404, then 403.
 * @param unmapped what Nova says of an id that no cell knows; some actions word that in their own way
 * @param withDeleted also a server that is no more
 */
export async function serverOf(request: OnServer, unmapped = notFoundText, withDeleted = false): Promise<ServerRow> {
  const server = await lookUp(request, unmapped, withDeleted);
  request.enforce({ project_id: server.project_id, user_id: server.user_id });
  return server;
}
/** The same for actions that ask for another right than their row's. */
export async function lookUp({ rows, caller, params }: OnServer, unmapped = notFoundText, withDeleted = false): Promise<ServerRow> {
  const server = isUuidLike(params.server_id) ? await rows.get(servers, params.server_id.toLowerCase()) : undefined;
  if (!server) throw notFound(unmapped(params.server_id));
  if ((server.deleted && !withDeleted) || !(caller.roles.has('admin') || server.project_id === caller.project_id))
    throw notFound(notFoundText(params.server_id));
  return server;
}
const notFoundText = (id: string): string => `Instance ${id} could not be found.`;
export const noCell = (id: string): string => `Instance ${id} has no mapping to a cell.`;
