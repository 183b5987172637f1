/** Attributes of an image as headers, both ways. `glance/common/utils.py` of 2014 */
import type { ImageV1 } from '../../../contracts/image/v1/images.ts';
import { boolFromString } from '../../../contracts/json-schema.ts';
import type { Context } from '../../core/context.ts';
import { badRequest, notImplemented } from '../../core/errors.ts';
import type { NewImage } from '../new-image.ts';

const META = 'x-image-meta-';
const PROPERTY = 'x-image-meta-property-';
const KNOWN = ['id', 'name', 'disk_format', 'container_format', 'min_disk', 'min_ram', 'is_public', 'protected', 'owner', 'size', 'checksum', 'store'];
const IGNORED = ['status', 'created_at', 'updated_at', 'deleted', 'deleted_at', 'uri', 'virtual_size'];

export interface Sent {
  /** Of what v2 calls by these names. */
  fields: Partial<NewImage>;
  size: number | undefined;
  checksum: string | undefined;
  properties: Record<string, string>;
}
/** What the client says of the image. Throws 400, or 501 for content that is elsewhere. */
export function readHeaders(context: Context): Sent {
  const fields: Record<string, string> = {};
  const properties: Record<string, string> = {};
  for (const [name, value] of context.headersWith(META)) {
    if (name.startsWith(PROPERTY)) properties[name.slice(PROPERTY.length).replaceAll('-', '_')] = value;
    else {
      const key = name.slice(META.length).replaceAll('-', '_');
      if (key === 'location') throw notImplemented('Images whose content is elsewhere are not emulated.');
      if (!KNOWN.includes(key) && !IGNORED.includes(key)) throw badRequest(`Bad header: ${name}`);
      if (KNOWN.includes(key) && value !== '') fields[key] = value;
    }
  }
  if (context.header('x-glance-api-copy-from') !== undefined) throw notImplemented('Copying content from elsewhere is not emulated.');
  const { size, checksum, is_public, protected: guarded, store: _, min_disk, min_ram, ...texts } = fields;
  return {
    fields: {
      ...texts,
      ...(min_disk !== undefined && { min_disk: whole('min_disk', min_disk) }),
      ...(min_ram !== undefined && { min_ram: whole('min_ram', min_ram) }),
      ...(is_public !== undefined && { visibility: boolFromString(is_public) ? ('public' as const) : ('private' as const) }),
      ...(guarded !== undefined && { protected: boolFromString(guarded) ?? false }),
    },
    size: size === undefined ? undefined : whole('size', size),
    checksum,
    properties,
  };
}
function whole(key: string, text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`Cannot convert image ${key} '${text}' to an integer.`);
  if (Number(text) < 0) throw badRequest(`Image ${key} must be >= 0 ('${text}' specified).`);
  return Number(text);
}

/** A header is of bytes, and its name of few signs: what has another name does not travel. */
export function headersOf({ properties, ...image }: ImageV1): Record<string, string> {
  const named = [
    ...Object.entries(image).map(([key, value]) => [`${META}${key}`, value] as const),
    ...Object.entries(properties).map(([key, value]) => [`${PROPERTY}${key.toLowerCase()}`, value] as const),
  ];
  const sendable = named.filter(([name, value]) => value !== null && /^[\w!#$%&'*+.^|~-]+$/.test(name));
  return Object.fromEntries([
    ...sendable.map(([name, value]) => [name, Buffer.from(written(value)).toString('latin1')]),
    ...(image.checksum === null ? [] : [['ETag', image.checksum]]),
  ]) as Record<string, string>;
}
/** As Python prints it, on one line. */
const written = (value: string | number | boolean | null): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value).replaceAll(/[^\P{Cc}\t]+/gu, ' ');
