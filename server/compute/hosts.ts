/**
 * Hosts, as they were before services and hypervisors. https://docs.openstack.org/api-ref/compute/#hosts-os-hosts-deprecated
 * Follows `nova/api/openstack/compute/hosts.py`; what hosts answer is `nova/virt/fake.py`'s.
 */
import { hosts as table } from '../../contracts/compute/hosts.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type Host, hosts } from './host-rows.ts';
import { setEnabled } from './provider-status.ts';
import { type ServerRow, servers } from './server-rows.ts';
import { running } from './services.ts';

export const hostHandlers = implement(table, {
  list: async (request) => {
    const wanted = request.query.zone?.at(-1);
    const found = (await running(request)).filter(({ disabled, zone }) => !disabled && (!wanted || zone === wanted));
    return { hosts: found.map(({ host, binary, zone }) => ({ host_name: host, service: binary.replace('nova-', ''), zone })) };
  },
  show: async (request) => {
    const host = await hostOf(request);
    const own = await request.rows.list(servers, { where: { host: host.id, deleted: false } });
    const line = (project: string, cpu: number, memory_mb: number, disk_gb: number) => ({ resource: { host: host.id, project, cpu, memory_mb, disk_gb } });
    const sum = (project: string, list: readonly ServerRow[]) =>
      line(
        project,
        total(list, ({ vcpus }) => vcpus),
        total(list, ({ ram }) => ram),
        total(list, ({ disk, ephemeral }) => disk + ephemeral),
      );
    const byProject = Map.groupBy(own, ({ project_id }) => project_id);
    return {
      host: [
        line('(total)', host.vcpus, host.memory_mb, host.local_gb),
        line('(used_now)', host.vcpus_used, host.memory_mb_used, host.local_gb_used),
        sum('(used_max)', own),
        ...Array.from(byProject, ([project, list]) => sum(project, list)),
      ],
    };
  },
  /** The service stays as it is; Placement is told whether the host takes servers. */
  update: async (request) => {
    const { id: host, node_id } = await hostOf(request);
    const { status, maintenance_mode } = request.body;
    const on = (word: string): boolean => word.toLowerCase() === 'enable';
    if (status !== undefined) await setEnabled(request, node_id, on(status));
    return {
      host,
      ...(status !== undefined && { status: on(status) ? 'enabled' : 'disabled' }),
      ...(maintenance_mode !== undefined && { maintenance_mode: on(maintenance_mode) ? 'on_maintenance' : 'off_maintenance' }),
    };
  },
  reboot: async (request) => ({ host: (await hostOf(request)).id, power_action: 'reboot' }),
  shutdown: async (request) => ({ host: (await hostOf(request)).id, power_action: 'shutdown' }),
  startup: async (request) => ({ host: (await hostOf(request)).id, power_action: 'startup' }),
});

const total = (list: readonly ServerRow[], of: (flavor: ServerRow['flavor']) => number): number => list.reduce((sum, { flavor }) => sum + of(flavor), 0);
/** Throws 404. */
async function hostOf({ rows, params: { host_name } }: Context & { params: { host_name: string } }): Promise<Host> {
  const host = await rows.get(hosts, host_name);
  if (!host) throw notFound(`Host '${host_name}' is not mapped to any cell`);
  return host;
}
