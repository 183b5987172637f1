/**
 * Metadata of volumes. https://docs.openstack.org/api-ref/block-storage/v3/#volumes-volumes
 * Follows `cinder/api/v3/volume_metadata.py`.
 */
import { createHash } from 'node:crypto';
import { volumeMetadata as table } from '../../contracts/block-storage/volume-metadata.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { CloudError, notFound } from '../core/errors.ts';
import { dumps } from '../core/python.ts';
import { EMPTY_TYPE } from './dialect.ts';
import { mismatch } from './faults.ts';
import { refuseBusy, volumeFor } from './volume-lookups.ts';
import { type Volume, saveVolume } from './volume-rows.ts';

export const volumeMetadataHandlers = implement(table, {
  list: async (request) => {
    const { metadata } = await read(request);
    return reply({ metadata }, { 'Content-Type': EMPTY_TYPE, Etag: etagOf(metadata) });
  },
  listEarlier: async (request) => ({ metadata: (await read(request)).metadata }),
  create: async (request) => {
    const volume = await changeable(request);
    return { metadata: await write(request, volume, { ...volume.metadata, ...request.body.metadata }) };
  },
  replace: async (request) => {
    await match(request);
    return { metadata: await write(request, await changeable(request), request.body.metadata) };
  },
  show: async (request) => {
    const { metadata, id } = await read(request);
    const { key } = request.params;
    return { meta: { [key]: metadata[key] ?? none(id, key) } };
  },
  update: async (request) => {
    await match(request);
    const { meta } = request.body;
    if (!Object.hasOwn(meta, request.params.key)) throw mismatch();
    const volume = await changeable(request);
    await write(request, volume, { ...volume.metadata, ...meta });
    return { meta };
  },
  delete: async (request) => {
    const volume = await read(request, 'volume:get_volume_metadata');
    const { [request.params.key]: value, ...metadata } = volume.metadata;
    if (value === undefined) none(volume.id, request.params.key);
    request.enforce({ project_id: volume.project_id });
    refuseBusy(volume, 'Deleting');
    await write(request, volume, metadata);
  },
});

const etagOf = (metadata: Record<string, string>): string => createHash('md5').update(dumps({ metadata })).digest('hex');
function none(id: string, key: string): never {
  throw notFound(`Volume ${id} has no metadata with key ${key}.`);
}

type Request = Context & { params: { volume_id: string } };
const read = async (request: Request, rule?: string): Promise<Volume> => volumeFor(request, request.params.volume_id, rule);
async function changeable(request: Request): Promise<Volume> {
  const volume = await read(request);
  refuseBusy(volume, 'Updating');
  return volume;
}
async function write(request: Request, volume: Volume, metadata: Record<string, string>): Promise<Record<string, string>> {
  return (await saveVolume(request, { ...volume, metadata })).metadata;
}

/** Throws 412 where it is not what the client has read. */
async function match(request: Request): Promise<void> {
  const said = request.header('if-match');
  if (said === undefined || !within(request.version, { since: '3.15' })) return;
  const { metadata } = await read(request, 'volume:get_volume_metadata');
  const wanted = said.split(',').map((etag) => etag.trim().replace(/^W\//, '').replaceAll('"', ''));
  if (said.trim() !== '*' && !wanted.includes(etagOf(metadata))) throw new CloudError(412, '', { type: 'empty' });
}
