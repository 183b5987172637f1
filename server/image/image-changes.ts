/** What the operations of a patch do to an image. `glance/api/v2/images.py`, `_do_add`, `_do_replace`, `_do_remove` */
import type { Context } from '../core/context.ts';
import { conflict, forbidden } from '../core/errors.ts';
import { type Image, enforceVisibility } from './images.ts';
import type { Change } from './json-patch.ts';
import { checkCount, checkNumbers } from './new-image.ts';
import { enforceOn, targetOf } from './policy.ts';

/** Attributes that may be set but not removed. */
const OWN: readonly string[] = [
  'name',
  'visibility',
  'owner',
  'disk_format',
  'container_format',
  'protected',
  'os_hidden',
  'min_ram',
  'min_disk',
  'tags',
] satisfies (keyof Image)[];

/** Throws 400, 403, 404, 409 or 413; the image is then not to be kept. */
export function applyChanges(request: Context, image: Image, changes: readonly Change[]): void {
  const before = Object.keys(image.properties).length;
  for (const change of changes) apply(request, image, change);
  const after = Object.keys(image.properties).length;
  if (after > before) checkCount('properties', after);
}

function apply(request: Context, image: Image, { op, path: [name = ''], value, draft }: Change): void {
  if (name === 'locations') throw locationsHidden(request, image, op, value);
  if (op === 'replace' && name === 'owner' && !request.caller.roles.has('admin')) throw forbidden('', { detail: `Owner can't be updated by non admin.` });
  if (name === 'visibility' && op !== 'remove') enforceVisibility(request, targetOf(image, request.caller), value);
  enforceOn(request, image, 'modify_image');
  const own = OWN.includes(name);
  const present = own || Object.hasOwn(image.properties, name);
  if (op !== 'add' && !present) throw conflict('', { detail: `Property ${name} does not exist.` });
  if (op === 'remove' && own) throw forbidden('', { detail: `Property ${name} may not be removed.` });
  if (op === 'add' && present && draft === 4) throw conflict('', { detail: `Property ${name} already present.` });
  if (own) set(image, name, value);
  else image.properties = withProperty(image.properties, name, op === 'remove' ? undefined : String(value));
}

function set(image: Image, name: string, value: unknown): void {
  if ((name === 'disk_format' || name === 'container_format') && !['queued', 'importing'].includes(image.status)) {
    throw forbidden(`Attribute ${name} can be only replaced for a queued image.`);
  }
  const settled = name === 'tags' ? [...new Set(value as string[])] : value;
  Object.assign(image, { [name]: settled });
  checkNumbers(image);
  checkCount('tags', image.tags.length);
}

/** Built anew, so that a name like `__proto__` is one like any other. */
const withProperty = (properties: Record<string, string>, name: string, value: string | undefined): Record<string, string> => {
  const kept = new Map(Object.entries(properties));
  if (value === undefined) kept.delete(name);
  else kept.set(name, value);
  return Object.fromEntries(kept);
};

/** Glance's default is to show no locations, and so to let nobody change them. */
function locationsHidden(request: Context, image: Image, op: Change['op'], value: unknown): Error {
  if (op === 'replace' && Array.isArray(value) && !value.length) return forbidden('', { detail: 'Cannot set locations to empty list.' });
  enforceOn(request, image, op === 'remove' ? 'delete_image_location' : 'set_image_location');
  const verb = { add: 'add', replace: 'update', remove: 'remove' }[op];
  return forbidden(`It's not allowed to ${verb} locations if locations are invisible.`);
}
