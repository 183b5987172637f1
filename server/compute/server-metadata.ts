/**
 * Metadata of servers. https://docs.openstack.org/api-ref/compute/#server-metadata-servers-metadata
 * Follows `nova/api/openstack/compute/server_metadata.py`.
 */
import { demands } from '../../contracts/compute/server-demands.ts';
import { serverMetadata as table } from '../../contracts/compute/server-metadata.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { checkMetadata } from './quota.ts';
import { checkState } from './server-checks.ts';
import { serverOf } from './server-lookup.ts';
import { type ServerRow, servers } from './server-rows.ts';

const missing = () => notFound('Metadata item was not found');

export const serverMetadataHandlers = implement(table, {
  list: async (request) => ({ metadata: (await serverOf(request)).metadata }),
  update: async (request) => {
    const server = await serverOf(request);
    return { metadata: await write(request, server, { ...server.metadata, ...request.body.metadata }) };
  },
  replace: async (request) => ({ metadata: await write(request, await serverOf(request), request.body.metadata) }),
  show: async (request) => {
    const { key } = request.params;
    const { metadata } = await serverOf(request);
    if (!Object.hasOwn(metadata, key)) throw missing();
    return { meta: { [key]: metadata[key] ?? '' } };
  },
  set: async (request) => {
    const server = await serverOf(request);
    const { meta } = request.body;
    if (!Object.hasOwn(meta, request.params.key)) throw badRequest('Request body and URI mismatch');
    await write(request, server, { ...server.metadata, ...meta });
    return { meta };
  },
  delete: async (request) => {
    const server = await serverOf(request);
    const { [request.params.key]: gone, ...rest } = server.metadata;
    if (gone === undefined) throw missing();
    await write(request, server, rest, demands.deleteMetadata);
  },
});

/** Throws 403 or 409. */
async function write(request: Context, server: ServerRow, metadata: Record<string, string>, demand = demands.updateMetadata): Promise<Record<string, string>> {
  checkState(request, server, demand);
  await checkMetadata(request, server.project_id, metadata);
  server.metadata = metadata;
  await request.rows.update(servers, server);
  return metadata;
}
