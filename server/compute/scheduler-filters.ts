/**
 * The filters of `[filter_scheduler] enabled_filters` as it is unless configured: ComputeFilter, ComputeCapabilitiesFilter, ImagePropertiesFilter
 * and the two of server groups. Hints of others, as `different_host`, do nothing. `nova/scheduler/filters/*.py`
 */
import { CPU_RATIO, type Host } from './host-rows.ts';
import type { Company } from './server-affinity.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** Whether a host may have the server, whatever room it has. */
export function hostFilter({ image_properties }: ServerRow, { extra_specs }: ServerFlavor, company: Company): (host: Host) => boolean {
  return (host) => !host.disabled && capable(host, extra_specs) && runs(image_properties) && welcomes(host, company);
}

function welcomes({ id }: Host, { policy, most, others, all }: Company): boolean {
  if (policy === 'anti-affinity') return (others.get(id) ?? 0) < most;
  return policy !== 'affinity' || all.size === 0 || all.has(id);
}

/** Of the one hypervisor that there is. */
const SUPPORTED: Record<string, string> = { hw_architecture: 'x86_64', img_hv_type: 'fake', hw_vm_mode: 'hvm' };
const runs = (properties: Record<string, string>): boolean =>
  Object.entries(SUPPORTED).every(([name, value]) => !properties[name] || properties[name].toLowerCase() === value);

/** What extra specs may ask about: with `capabilities:` in front it has to be there, without it only what is there is compared. */
const facts = (host: Host): Record<string, string | number> => ({
  host: host.id,
  nodename: host.id,
  hypervisor_hostname: host.id,
  hypervisor_type: 'fake',
  hypervisor_version: 1000,
  host_ip: '127.0.0.1',
  'cpu_info:arch': 'x86_64',
  'cpu_info:model': 'Nehalem',
  'cpu_info:vendor': 'Intel',
  vcpus_total: host.vcpus,
  vcpus_used: host.vcpus_used,
  total_usable_ram_mb: host.memory_mb,
  free_ram_mb: host.memory_mb - host.memory_mb_used,
  total_usable_disk_gb: host.local_gb,
  free_disk_mb: (host.local_gb - host.local_gb_used) * 1024,
  num_instances: host.servers,
  num_io_ops: 0,
  cpu_allocation_ratio: CPU_RATIO,
  ram_allocation_ratio: 1,
  disk_allocation_ratio: 1,
});
function capable(host: Host, specs: Record<string, string>): boolean {
  const asked = Object.entries(specs).filter(([key]) => !key.includes(':') || key.startsWith('capabilities:'));
  if (!asked.length) return true;
  const known = facts(host);
  return asked.every(([key, wanted]) => {
    const value = known[key.replace(/^capabilities:/, '')];
    if (value === undefined) return !key.includes(':');
    return matches(String(value), wanted);
  });
}

type Operator = (value: string, operand: string) => boolean;
const numbers =
  (compare: (a: number, b: number) => boolean): Operator =>
  (a, b) =>
    compare(Number(a), Number(b));
const OPERATORS: Record<string, Operator> = {
  '=': numbers((a, b) => a >= b),
  '==': numbers((a, b) => a === b),
  '!=': numbers((a, b) => a !== b),
  '>=': numbers((a, b) => a >= b),
  '<=': numbers((a, b) => a <= b),
  's==': (a, b) => a === b,
  's!=': (a, b) => a !== b,
  's<': (a, b) => a < b,
  's<=': (a, b) => a <= b,
  's>': (a, b) => a > b,
  's>=': (a, b) => a >= b,
  '<in>': (a, b) => a.includes(b),
};
/** `s== x86_64`, `>= 4`, `<or> fake <or> qemu`. `nova/scheduler/filters/extra_specs_ops.py` */
function matches(value: string, wanted: string): boolean {
  const [name = '', ...words] = wanted.split(/\s+/).filter(Boolean);
  if (name === '<or>') return words.filter((_word, n) => n % 2 === 0).includes(value);
  if (name === '<all-in>') return words.every((word) => value.includes(word));
  const operator = OPERATORS[name];
  if (!operator) return value === wanted;
  return words[0] !== undefined && operator(value, words[0]);
}
