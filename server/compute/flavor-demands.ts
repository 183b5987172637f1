/** What a server of a flavor asks of Placement. `nova/scheduler/utils.py: ResourceRequest` */
import type { Group } from '../placement/request-groups.ts';
import type { Amounts } from '../placement/providers.ts';
import { isVolumeBacked } from './block-device-mappings.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

export interface Demand {
  /** The one without a suffix first; extra specs may add others: `resources1:VGPU`. */
  groups: Group[];
  isolate: boolean;
}
type Image = Pick<ServerRow, 'image_id' | 'image_properties' | 'block_devices'>;
const KEY = /^(resources|trait)([a-zA-Z0-9_-]{1,64})?:(.*)$/s;

/** Amounts of the flavor itself, unless extra specs say otherwise; a root disk that is a volume takes nothing of the host. */
export function demandOf({ image_properties, ...disks }: Image, { vcpus, ram, disk, ephemeral, swap, extra_specs }: ServerFlavor): Demand {
  const groups = new Map<string, Group>([['', group('')]]);
  for (const [key, value] of Object.entries(extra_specs)) {
    const [, kind, suffix = '', name = ''] = KEY.exec(key) ?? [];
    if (kind === undefined) continue;
    const one = groups.get(suffix) ?? group(suffix);
    groups.set(suffix, one);
    if (kind === 'resources') one.resources[name] = Number(value);
    else if (value === 'required') one.required.push([name]);
    else if (value === 'forbidden') one.forbidden.push(name);
  }
  const main = groups.get('') as Group;
  for (const [key, value] of Object.entries(image_properties)) if (key.startsWith('trait:') && value === 'required') main.required.push([key.slice(6)]);
  const named = new Set([...groups.values()].flatMap(({ resources }) => Object.keys(resources)));
  const own: Amounts = { VCPU: vcpus, MEMORY_MB: ram, DISK_GB: (isVolumeBacked(disks) ? 0 : disk) + ephemeral + Math.ceil(swap / 1024) };
  for (const [name, amount] of Object.entries(own)) if (!named.has(name) && !(name === 'VCPU' && named.has('PCPU'))) main.resources[name] = amount;
  for (const { resources } of groups.values()) for (const [name, amount] of Object.entries(resources)) if (!amount) delete resources[name];
  const asking = [...groups.values()].filter(
    ({ suffix, resources, required, forbidden }) => !suffix || Object.keys(resources).length || required.length || forbidden.length,
  );
  return { groups: asking, isolate: extra_specs['group_policy'] === 'isolate' };
}
const group = (suffix: string): Group => ({ suffix, resources: {}, required: [], forbidden: [], memberOf: [], notMemberOf: [] });
