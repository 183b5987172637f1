/**
 * Cinder's own services: a scheduler, and one that has the volumes. https://docs.openstack.org/api-ref/block-storage/v3/#services-os-services
 * Follows `cinder/api/v3/services.py`.
 */
import { services as table } from '../../contracts/block-storage/services.ts';
import { type Context, implement, notEmulated } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { invalidInput } from './faults.ts';
import { type Place, checkPlace } from './places.ts';
import { type Service, isOn, noService, reportedAt, services, volumeServicesOn } from './service-rows.ts';
import { stored } from './times.ts';

export const serviceHandlers = implement(table, {
  list: async (request) => {
    const { host, binary } = request.query;
    const all = await request.rows.list(services, { sort: [['binary', 'asc']] });
    const found = all.filter((service) => (host === undefined || isOn(service, host)) && (binary === undefined || service.binary === binary));
    return { services: found.map((service) => view(request, service)) };
  },
  // Cinder 29 only says so: what it forgets to write is kept here, as the reference has it
  enable: async (request) => change(request, request.body, { disabled: false, disabled_reason: null }),
  disable: async (request) => change(request, request.body, { disabled: true }),
  disableWithReason: async (request) => {
    const { disabled_reason = null } = request.body;
    const changed = await change(request, request.body, { disabled: true, ...(disabled_reason !== null && { disabled_reason }) });
    return { ...changed, disabled_reason };
  },
  freeze: async (request) => {
    await freeze(request, true);
  },
  thaw: async (request) => {
    await freeze(request, false);
  },
  failover: async (request) => {
    const found = await servicesOn(request, request.body);
    // the one backend is not replicated
    throw unchanged('replication_status', found, "['enabled', 'failed-over'] and must be up");
  },
  getLog: notEmulated,
  setLog: notEmulated,
});

interface Meant extends Place {
  binary?: string | undefined;
  service?: string | undefined;
}
async function change({ rows, now }: Context, { host, binary = '', service = '' }: Meant, to: Partial<Service>) {
  if (!host) throw invalidInput('Host field is missing.');
  const [found] = await rows.list(services, { where: { host, binary: binary || service } });
  if (!found) throw noService(binary || service, host);
  const changed = await rows.update(services, { ...found, ...to, updated_at: now });
  return { host, service, binary, status: changed.disabled ? 'disabled' : 'enabled', disabled: changed.disabled };
}

/** Throws 400. */
async function servicesOn(request: Context, meant: Meant): Promise<Service[]> {
  checkPlace(request, meant, '3.26');
  const { host, cluster } = meant;
  const found = await volumeServicesOn(request, host);
  if (!found.length) throw badRequest(host ? `No service found with host=${host}` : `No service found with cluster=${cluster}`);
  return found;
}
async function freeze(request: Context & { body: Meant }, frozen: boolean): Promise<void> {
  const found = await servicesOn(request, request.body);
  const going = found.filter((service) => service.frozen !== frozen);
  if (!going.length) throw unchanged('frozen', found, frozen ? 'False' : 'True');
  for (const service of going) {
    const change = { frozen, disabled: frozen, disabled_reason: frozen ? 'frozen' : '', updated_at: request.now };
    await request.rows.update(services, { ...service, ...change });
  }
}
const unchanged = (field: string, found: readonly Service[], expected: string): Error =>
  invalidInput(`No service could be changed: ${field} in ${repr(found.map(({ host }) => host))} must be ${expected} to failover.`);

const view = ({ now }: Context, { binary, host, zone, disabled, disabled_reason, frozen }: Service) => ({
  binary,
  host,
  zone,
  status: disabled ? ('disabled' as const) : ('enabled' as const),
  state: 'up' as const,
  updated_at: stored(reportedAt(now)),
  cluster: null,
  disabled_reason,
  ...(binary === 'cinder-volume' && { backend_state: 'up', replication_status: 'disabled', active_backend_id: null, frozen }),
});
