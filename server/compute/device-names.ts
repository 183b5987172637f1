/** What guests call their disks. `nova/compute/utils.py: get_next_device_name`, `nova/block_device.py` */
import { badRequest, conflict } from '../core/errors.ts';
import { type BlockDeviceMapping, isEphemeral, isSwap, isVolume, letterOf, rootOf } from './block-device-mappings.ts';

/** Of libvirt. */
export const ROOT_DEVICE = '/dev/vda';
const DEVICE = /^(\/dev\/x?[a-z]?d?)([a-z]+)[0-9]*$/;
const invalid = (path: string) => badRequest(`The supplied device path (${path}) is invalid.`);
/** Throws 400 for what no guest calls a disk. */
export function checkDevice(path: string): void {
  if (!DEVICE.test(path)) throw invalid(path);
}

/** a, b... z, aa, ab... */
function letterAt(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.trunc(rest / 26) - 1) letters = String.fromCodePoint(97 + (rest % 26)) + letters;
  return letters;
}
/**
 * The name of a further disk, with the prefix that the root has. Throws 400, or 409 where the wanted one is taken.
 * @param taken names of the disks that are there
 */
export function nextDevice(taken: readonly string[], root: string, wanted?: string | null): string {
  const [, prefix] = DEVICE.exec(root) ?? [];
  if (prefix === undefined) throw invalid(root);
  const letters = new Set(taken.map(letterOf));
  let letter = wanted ? DEVICE.exec(wanted)?.[2] : undefined;
  for (let index = 0; letter === undefined; index++) if (!letters.has(letterAt(index))) letter = letterAt(index);
  if (letters.has(letter)) throw conflict(`The supplied device path (${wanted}) is in use.`);
  return prefix + letter;
}

/** Names the disks of a server that is built, those of volumes last. @returns the root's name */
export function nameDevices(devices: readonly BlockDeviceMapping[], rootName: string | null): string {
  const root = rootOf(devices);
  const name = root?.device_name ?? rootName ?? ROOT_DEVICE;
  if (root) root.device_name = name;
  const locals = devices.filter((device) => device.source_type === 'image' && device.destination_type === 'local');
  const ordered = [...locals, ...devices.filter(isEphemeral), ...devices.filter(isSwap), ...devices.filter(isVolume)];
  const taken = [name, ...ordered.flatMap(({ device_name }) => device_name ?? [])];
  for (const device of ordered) {
    if (device.device_name !== null) continue;
    device.device_name = nextDevice(taken, name);
    taken.push(device.device_name);
  }
  return name;
}
/** What the names of a server's disks are, as a further one has to mind them. */
export const namesOf = (devices: readonly BlockDeviceMapping[], root: string): string[] => [
  root,
  ...devices.filter((device) => isVolume(device) || device.source_type === 'blank').flatMap(({ device_name }) => device_name ?? []),
];
