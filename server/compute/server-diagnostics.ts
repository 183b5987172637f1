/** What the fake hypervisor says of every guest that is on. `nova/virt/fake.py: get_diagnostics, get_instance_diagnostics` */
import { inForce } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { conflict } from '../core/errors.ts';
import { checkHost } from './server-checks.ts';
import { POWER, type ServerRow } from './server-rows.ts';

const traffic = { rx: 2_070_139, rx_packets: 26_701, tx: 140_208, tx_packets: 662 };
const disk = { read: 262_144, read_req: 112, write: 5_778_432, write_req: 488 };
const time = 17_300_000_000;
const memory = 524_288;

const OF_THE_HYPERVISOR = {
  cpu0_time: time,
  memory,
  vda_errors: -1,
  ...Object.fromEntries(Object.entries(disk).map(([key, value]) => [`vda_${key}`, value])),
  vnet1_rx_drop: 0,
  vnet1_rx_errors: 0,
  vnet1_tx_drop: 0,
  vnet1_tx_errors: 0,
  ...Object.fromEntries(Object.entries(traffic).map(([key, value]) => [`vnet1_${key}`, value])),
};
const STANDARD = {
  state: 'running',
  driver: 'libvirt',
  hypervisor: 'kvm',
  hypervisor_os: 'ubuntu',
  uptime: 46_664,
  config_drive: true,
  num_cpus: 1,
  num_nics: 1,
  num_disks: 1,
  disk_details: [{ read_bytes: disk.read, read_requests: disk.read_req, write_bytes: disk.write, write_requests: disk.write_req, errors_count: 1 }],
  cpu_details: [{ id: 0, time, utilisation: 15 }],
  nic_details: [
    {
      mac_address: '01:23:45:67:89:ab',
      rx_octets: traffic.rx,
      rx_errors: 100,
      rx_drop: 200,
      rx_packets: traffic.rx_packets,
      rx_rate: 300,
      tx_octets: traffic.tx,
      tx_errors: 400,
      tx_drop: 500,
      tx_packets: traffic.tx_packets,
      tx_rate: 600,
    },
  ],
  memory_details: { maximum: memory, used: 0 },
};
/** Each hypervisor had words of its own until 2.48. */
const FORMS = { '2.1': OF_THE_HYPERVISOR, '2.48': STANDARD } as const;

/** Throws 409 for a server that is off. */
export function diagnosticsOf({ version }: Context, server: ServerRow): Record<string, unknown> {
  checkHost(server);
  const [state = 'none'] = Object.entries(POWER).find(([, value]) => value === server.power_state) ?? [];
  const off = state === 'none' ? 'pending' : state;
  if (off !== 'running') throw conflict(`Cannot 'get_diagnostics' instance ${server.id} while it is in power state ${off}`);
  return inForce<Record<string, unknown>>(FORMS, version) ?? {};
}
