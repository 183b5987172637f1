/** A new image from what a client, a server's snapshot or a seed says of it. `glance/domain/__init__.py`, `glance/quota/__init__.py` */
import { badRequest, conflict, forbidden, tooLarge } from '../core/errors.ts';
import { type Rows, collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Image, images } from './images.ts';

type Settable = 'name' | 'owner' | 'visibility' | 'disk_format' | 'container_format' | 'protected' | 'os_hidden' | 'min_ram' | 'min_disk' | 'tags';
/** Besides what is Glance's own, properties at the same level. */
export type NewImage = { [K in Settable | 'id']?: Image[K] | undefined } & Record<string, unknown>;

const OWN = new Set(['id', 'name', 'owner', 'visibility', 'disk_format', 'container_format', 'protected', 'os_hidden', 'min_ram', 'min_disk', 'tags']);
const READ_ONLY = ['created_at', 'updated_at', 'status', 'checksum', 'size', 'virtual_size'];
/** As Glance's defaults have it. */
const LIMIT = 128;

/** Throws 400, 403, 409 or 413. */
export async function newImage({ world, rows, now }: Scope, wanted: NewImage): Promise<Image> {
  const properties = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => !OWN.has(key) && value !== undefined)) as Record<string, string>;
  refuseReserved(properties);
  checkCount('tags', new Set(wanted.tags).size);
  checkNumbers(wanted);
  checkCount('properties', Object.keys(properties).length);
  const id = wanted.id ?? world.ids.uuid();
  if (await rows.get(images, id)) throw conflict(`Image ID ${id} already exists!`);
  const at = now - (now % 1000);
  return rows.insert(images, {
    id,
    number: await nextNumber(rows),
    name: wanted.name ?? null,
    owner: wanted.owner ?? null,
    status: 'queued',
    visibility: wanted.visibility ?? 'shared',
    disk_format: wanted.disk_format ?? null,
    container_format: wanted.container_format ?? null,
    size: null,
    virtual_size: null,
    checksum: null,
    os_hash_algo: null,
    os_hash_value: null,
    protected: wanted.protected ?? false,
    os_hidden: wanted.os_hidden ?? false,
    min_ram: wanted.min_ram ?? 0,
    min_disk: wanted.min_disk ?? 0,
    tags: [...new Set(wanted.tags)],
    properties,
    blob: null,
    staged: null,
    created_at: at,
    updated_at: at,
    deleted: false,
  });
}

const numbers = collection<{ id: string; last: number }>('image_numbers');
async function nextNumber(rows: Rows): Promise<number> {
  const last = ((await rows.get(numbers, 'images'))?.last ?? 0) + 1;
  await rows.update(numbers, { id: 'images', last });
  return last;
}

function refuseReserved(properties: Record<string, unknown>): void {
  const keys = Object.keys(properties);
  const reserved = keys.find((key) => isReserved(key));
  if (reserved !== undefined) throw forbidden('', { detail: `Attribute '${reserved}' is reserved.` });
  const readOnly = READ_ONLY.find((key) => keys.includes(key));
  if (readOnly) throw forbidden(`Attribute '${readOnly}' is read-only.`);
  if (keys.includes('locations')) throw forbidden(`Attribute 'locations' is reserved.`);
}
/** Names that are kept for Glance's own use. */
export const isReserved = (name: string): boolean => ['location', 'deleted', 'deleted_at'].includes(name) || name.startsWith('os_glance');

/** Throws 400 on a negative `min_disk` or `min_ram`. */
export function checkNumbers(image: { min_disk?: number | undefined; min_ram?: number | undefined }): void {
  for (const name of ['min_disk', 'min_ram'] as const) {
    if ((image[name] ?? 0) < 0) throw badRequest(`Invalid value '${image[name]}' for parameter '${name}': Cannot be a negative value`);
  }
}
/** Throws 413 when there are too many of a kind. */
export function checkCount(kind: 'tags' | 'properties' | 'members', attempted: number, prefix = ''): void {
  if (attempted <= LIMIT) return;
  const whose = kind === 'members' ? 'image members for this image' : `image ${kind}`;
  throw tooLarge(`${prefix}The limit has been exceeded on the number of allowed ${whose}. Attempted: ${attempted}, Maximum: ${LIMIT}${prefix && ':'}`);
}
