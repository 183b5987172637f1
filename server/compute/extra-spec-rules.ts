/** The extra specs that Nova knows, and what each may be. `nova/api/validation/extra_specs/*.py` */
import { RESOURCE_CLASSES, TRAITS } from '../placement/standard-names.ts';

export type Rule =
  | { type: 'text' }
  | { type: 'boolean' }
  | { type: 'integer'; min?: number; max?: number }
  /** The pattern as Nova quotes it, and one that means the same of whole values and takes no more time for a hostile one. */
  | { type: 'pattern'; pattern: string; same: RegExp }
  | { type: 'one of'; values: readonly string[] };

const words = (text: string): string[] => text.trim().split(/\s+/);
const all = (prefix: string, names: string, rule: Rule): [string, Rule][] => words(names).map((name) => [prefix + name, rule]);
const text: Rule = { type: 'text' };
const boolean: Rule = { type: 'boolean' };
const integer: Rule = { type: 'integer' };
const natural: Rule = { type: 'integer', min: 0 };
const positive: Rule = { type: 'integer', min: 1 };
const oneOf = (values: string): Rule => ({ type: 'one of', values: words(values) });
const pattern = (source: string, same = new RegExp(`^(?:${source})$`)): Rule => ({ type: 'pattern', pattern: source, same });
const NUMBERS = /^\^?\d+(?:-\d+|,\^?\d+)*$/;
const cpus = pattern(String.raw`\^?\d+((-\d+)?(,\^?\d+(-\d+)?)?)*`, NUMBERS);
const shares = oneOf('custom high normal low');

/** By name. */
export const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['accel:device_profile', text],
  ...all(
    'capabilities:',
    `id uuid service_id host vcpus memory_mb local_gb vcpus_used memory_mb_used local_gb_used hypervisor_type hypervisor_version hypervisor_hostname
    free_ram_mb free_disk_gb current_workload running_vms disk_available_least host_ip mapped cpu_allocation_ratio ram_allocation_ratio
    disk_allocation_ratio total_usable_ram_mb total_usable_disk_gb disk_mb_used free_disk_mb vcpus_total num_instances num_io_ops failed_builds
    aggregates cell_uuid updated`,
    text,
  ),
  ...all(
    'hw:',
    'cpu_realtime hide_hypervisor_id locked_memory boot_menu vif_multiqueue_enabled mem_encryption pmu virtio_packed_ring ephemeral_encryption',
    boolean,
  ),
  ['hw:cpu_realtime_mask', pattern(String.raw`(\^)?\d+((-\d+)?(,\^?\d+(-\d+)?)?)*`, NUMBERS)],
  ['hw:cpu_policy', oneOf('dedicated shared mixed')],
  ['hw:cpu_thread_policy', oneOf('prefer isolate require')],
  ['hw:emulator_threads_policy', oneOf('isolate share')],
  ['hw:cpu_dedicated_mask', cpus],
  ['hw:mem_page_size', pattern(String.raw`(large|small|any|\d+([kKMGT]i?)?(b|bit|B)?)`)],
  ...all('hw:', 'numa_nodes cpu_sockets cpu_cores cpu_threads cpu_max_sockets cpu_max_cores cpu_max_threads', positive),
  ['hw:pci_numa_affinity_policy', oneOf('required preferred legacy socket')],
  ['hw:mem_encryption_model', oneOf('amd-sev amd-sev-es amd-sev-snp intel-tdx')],
  ['hw:pmem', pattern('([a-zA-Z0-9_]+(,)?)+', /^\w+(?:,\w+)*,?$/)],
  ['hw:serial_port_count', natural],
  ['hw:tpm_model', oneOf('tpm-tis tpm-crb')],
  ['hw:tpm_version', oneOf('1.2 2.0')],
  ['hw:tpm_secret_security', oneOf('user host deployment')],
  ['hw:watchdog_action', oneOf('none pause poweroff reset disabled')],
  ['hw:viommu_model', oneOf('intel smmuv3 virtio auto')],
  ['hw:sound_model', oneOf('sb16 es1370 pcspk ac97 ich6 ich9 usb virtio')],
  ['hw:usb_model', oneOf('none nec-xhci qemu-xhci')],
  ['hw:redirected_usb_ports', { type: 'integer', min: 0, max: 15 }],
  ['hw:ephemeral_encryption_format', oneOf('plain luks luksv2')],
  ['hw_rng:allowed', boolean],
  ['hw_rng:rate_bytes', natural],
  ['hw_rng:rate_period', natural],
  ['hw_video:ram_max_mb', natural],
  ['hide_hypervisor_id', boolean],
  ['group_policy', oneOf('isolate none')],
  ['os:secure_boot', oneOf('disabled required')],
  ['pci_passthrough:alias', pattern(String.raw`[^:]+:\d+(?:\s*,\s*[^:]+:\d+)*`)],
  ...['cpu', 'memory', 'disk_io', 'vif'].flatMap((name): [string, Rule][] => [
    [`quota:${name}_limit`, natural],
    [`quota:${name}_reservation`, integer],
    [`quota:${name}_shares_level`, shares],
    [`quota:${name}_shares_share`, natural],
  ]),
  ['quota:cpu_quota', integer],
  ...all(
    'quota:',
    `cpu_shares cpu_period disk_read_bytes_sec disk_read_iops_sec disk_write_bytes_sec disk_write_iops_sec disk_total_bytes_sec disk_total_iops_sec
    vif_inbound_average vif_inbound_peak vif_inbound_burst vif_outbound_average vif_outbound_peak vif_outbound_burst`,
    natural,
  ),
  ['vmware:hw_version', text],
  ['vmware:storage_policy', text],
]);

const GROUP = '([a-zA-Z0-9_-]{1,64})?';
const need = oneOf('required forbidden');
const FILTERED = words('cpu_info metrics stats numa_topology supported_hv_specs pci_device_pools nodename pci_stats supported_instances limits instances');
/** Names with something of their own in them; the whole name must match. */
export const PATTERNS: readonly (readonly [RegExp, Rule])[] = [
  [/^aggregate_instance_extra_specs:.+$/, text],
  [new RegExp(String.raw`^capabilities:(?:${FILTERED.join('|')})(:\w+)*$`), text],
  [/^hw:numa_cpus.\d+$/, cpus],
  [/^hw:numa_mem.\d+$/, positive],
  [new RegExp(`^resources${GROUP}:(?:${RESOURCE_CLASSES.join('|')}|CUSTOM_[A-Z0-9_]+)$`), integer],
  [new RegExp(`^trait${GROUP}:(?:${TRAITS.join('|')}|CUSTOM_[A-Z0-9_]+)$`), need],
];
/** Who has one of these before the colon must be known; others may say what they like. */
export const NAMESPACES = new RegExp(
  `^(?:accel|aggregate_instance_extra_specs|capabilities|hw|hw_rng|hw_video|os|pci_passthrough|quota|vmware|resources${GROUP}|trait${GROUP})$`,
);
