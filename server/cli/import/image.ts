/** Glance's part of a seed from a real cloud: images, with their bytes where that is wanted. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import type { Connection } from '../../../client/index.ts';
import type { Reader } from './reader.ts';

interface Image extends Record<string, unknown> {
  id: string;
  name: string | null;
  owner: string | null;
  status: string;
  tags: string[];
}
const KEPT = ['visibility', 'disk_format', 'container_format', 'min_disk', 'min_ram', 'protected', 'os_hidden'];
const KNOWN_OF_DATA = ['size', 'virtual_size', 'checksum', 'os_hash_algo', 'os_hash_value'];
/** Glance's own, or its configuration's. */
const LEFT = new Set(['id', 'name', 'owner', 'status', 'tags', 'created_at', 'updated_at', 'self', 'file', 'schema', 'stores', 'locations', 'direct_url']);

/** @param folder where to put the bytes; without it, images come without them */
export async function readImages(reader: Reader, { image: glance }: Connection, folder: string | undefined): Promise<object> {
  const images: object[] = [];
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  for (const image of await reader.all<Image>(glance, '/images?limit=100', 'images')) {
    const active = image.status === 'active';
    const properties = Object.entries(image).filter(([key, value]) => !isOwn(key) && typeof value === 'string');
    images.push({
      id: image.id,
      name: image.name ?? '',
      owner: image.owner,
      ...only(image, KEPT),
      ...(image['disk_format'] === null && { disk_format: null }),
      ...(image['container_format'] === null && { container_format: null }),
      ...(image.tags.length && { tags: image.tags }),
      ...(properties.length && { properties: Object.fromEntries(properties) }),
      ...(active && (folder === undefined ? { data: only(image, KNOWN_OF_DATA) } : { file: await download(glance, image.id, resolve(folder)) })),
    });
  }
  return { images };
}
const isOwn = (key: string): boolean => LEFT.has(key) || KEPT.includes(key) || KNOWN_OF_DATA.includes(key) || key.startsWith('os_glance');
const only = (image: Image, keys: readonly string[]): object =>
  Object.fromEntries(keys.filter((key) => image[key] !== undefined && image[key] !== null).map((key) => [key, image[key]]));

async function download(glance: Connection['image'], image_id: string, folder: string): Promise<string> {
  const path = join(folder, image_id);
  const bytes = await glance.imageData.download({ image_id });
  await bytes.pipeTo(Writable.toWeb(createWriteStream(path)) as WritableStream<Uint8Array>);
  return path;
}
