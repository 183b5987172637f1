/**
 * Tags of servers. https://docs.openstack.org/api-ref/compute/#server-tags-servers-tags
 * Follows `nova/api/openstack/compute/server_tags.py`. Tags come in order of the alphabet.
 */
import { type Demands, demands } from '../../contracts/compute/server-demands.ts';
import { Tag } from '../../contracts/compute/server-types.ts';
import { serverTags as table } from '../../contracts/compute/server-tags.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { checkState } from './server-checks.ts';
import { type OnServer, noCell, serverOf } from './server-lookup.ts';
import { type ServerRow, servers } from './server-rows.ts';

const MAX_TAGS = 50;

export const serverTagHandlers = implement(table, {
  list: async (request) => ({ tags: (await serverOf(request, noCell)).tags }),
  check: async (request) => {
    const { server_id, tag } = request.params;
    if (!(await serverOf(request, noCell)).tags.includes(tag)) throw notFound(`Server ${server_id} has no tag '${tag}'`);
  },
  replace: async (request) => ({ tags: await write(request, await steady(request, demands.updateTags), request.body.tags) }),
  add: async (request) => {
    const { tag, server_id } = request.params;
    const server = await steady(request, demands.updateTag);
    if (!Tag.safeParse(tag).success) {
      throw badRequest(
        `Tag '${tag}' is invalid. It must be a non empty string without characters '/' and ','. Validation error message: ${repr(tag)} ${tag.length > 60 ? 'is too long' : "does not match '^[^,/]*$'"}`,
      );
    }
    if (server.tags.length >= MAX_TAGS) throw badRequest(`The number of tags exceeded the per-server limit ${MAX_TAGS}`);
    if (server.tags.includes(tag)) return reply(undefined, {}, 204);
    await write(request, server, [...server.tags, tag]);
    return reply(undefined, { Location: `${request.origin}${request.root}/servers/${server_id}/tags/${tag}` });
  },
  delete: async (request) => {
    const { tag } = request.params;
    const server = await steady(request, demands.deleteTag);
    if (!server.tags.includes(tag)) throw notFound(`Instance ${server.id} has no tag '${tag}'`);
    await write(
      request,
      server,
      server.tags.filter((other) => other !== tag),
    );
  },
  deleteAll: async (request) => void (await write(request, await steady(request, demands.deleteTags), [])),
});

/** Neither a lock nor a task keeps a server from being tagged, but its state may. Throws 404, 403 or 409. */
async function steady(request: OnServer, demand: Demands): Promise<ServerRow> {
  const server = await serverOf(request, noCell);
  checkState(request, server, demand);
  return server;
}
async function write({ rows }: Context, server: ServerRow, tags: readonly string[]): Promise<string[]> {
  server.tags = [...new Set(tags)].toSorted();
  await rows.update(servers, server);
  return server.tags;
}
