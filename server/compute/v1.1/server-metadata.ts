/** Metadata of servers. `nova/api/openstack/server_metadata.py` of 2011 */
import { serverMetadata as table } from '../../../contracts/compute/v1.1/server-metadata.ts';
import { type Context, implement } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';
import { type ServerRow, servers } from '../server-rows.ts';
import { onServer } from './lookup.ts';
import { checkMetadata } from './quota.ts';
import { MALFORMED, itemOf, metadataOf, object } from './read.ts';

type Metadata = Record<string, string>;
const missing = () => notFound('Metadata item was not found');
type OnServer = Context & { params: { server_id: string } };
const of = async (request: OnServer): Promise<ServerRow> => (await onServer(request, 'Server does not exist')).server;
const sent = (body: unknown): Metadata => metadataOf(object(body, MALFORMED)['metadata'], MALFORMED);

export const serverMetadataHandlers = implement(table, {
  list: async (request) => ({ metadata: (await of(request)).metadata }),
  update: async (request) => {
    const added = sent(request.body);
    const server = await of(request);
    return { metadata: await keep(request, server, { ...server.metadata, ...added }) };
  },
  replace: async (request) => {
    const metadata = sent(request.body);
    return { metadata: await keep(request, await of(request), metadata) };
  },
  show: async (request) => {
    const { metadata } = await of(request);
    const { key } = request.params;
    if (!Object.hasOwn(metadata, key)) throw missing();
    return { metadata: { [key]: metadata[key] ?? '' } };
  },
  set: async (request) => {
    const { envelope, item } = itemOf(request.body, request.params.key, MALFORMED);
    const server = await of(request);
    await keep(request, server, { ...server.metadata, ...item });
    return { [envelope]: item };
  },
  delete: async (request) => {
    const server = await of(request);
    const { [request.params.key]: gone, ...rest } = server.metadata;
    if (gone === undefined) throw missing();
    await request.rows.update(servers, { ...server, metadata: rest });
  },
});

/** Throws 413. */
async function keep(request: Context, server: ServerRow, metadata: Metadata): Promise<Metadata> {
  await checkMetadata(request, metadata);
  await request.rows.update(servers, { ...server, metadata });
  return metadata;
}
