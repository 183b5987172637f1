/**
 * Nova's own services: a conductor, a scheduler, and one compute service a host. https://docs.openstack.org/api-ref/compute/#compute-services-os-services
 * Follows `nova/api/openstack/compute/services.py`.
 */
import type { z } from 'zod';
import { type Service as ServiceView, services as table } from '../../contracts/compute/services.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { inForce, within } from '../../contracts/microversion.ts';
import { naive } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { providers } from '../placement/providers.ts';
import { aggregatesOf, remove } from './aggregate-zones.ts';
import { hosts } from './host-rows.ts';
import { setEnabled } from './provider-status.ts';
import { isUncleared } from './server-evacuation.ts';

export interface Service {
  id: string;
  number: number;
  binary: string;
  host: string;
  disabled: boolean;
  disabled_reason: string | null;
  forced_down: boolean;
}
const services = collection<Service>('compute_services', { number: 'integer', host: 'text', binary: 'text' }, [['host', 'binary']]);
/** Nova's `[DEFAULT] internal_service_availability_zone`. */
export const INTERNAL_ZONE = 'internal';
const COMPUTE = 'nova-compute';
/** Services report every so many milliseconds. */
const REPORT_INTERVAL = 10_000;

/** Also makes the services of a seed's hosts. */
export async function addService({ world, rows }: Scope, host: string, binary: string): Promise<void> {
  const number = (await rows.count(services)) + 1;
  await rows.insert(services, { id: world.ids.uuid(), number, binary, host, disabled: false, disabled_reason: null, forced_down: false });
}

/** A service with what follows from the rest of the cloud. */
export interface Running extends Service {
  zone: string;
  up: boolean;
  updated_at: string;
}
export async function running({ rows, now }: Scope): Promise<Running[]> {
  const zones = new Map((await rows.list(hosts)).map(({ id, availability_zone }) => [id, availability_zone]));
  const updated_at = naive(now - (now % REPORT_INTERVAL));
  return (await rows.list(services, { sort: [['number', 'asc']] })).map((service) => ({
    ...service,
    zone: service.binary === COMPUTE ? (zones.get(service.host) ?? INTERNAL_ZONE) : INTERNAL_ZONE,
    up: !service.forced_down,
    updated_at,
  }));
}

/** The compute service of a host. */
export async function serviceOf({ rows }: Scope, host: string): Promise<Service | undefined> {
  return (await rows.list(services, { where: { host, binary: COMPUTE } }))[0];
}
/** Whether the compute service of a host reports. */
export async function isUp(scope: Scope, host: string | null): Promise<boolean> {
  const service = await serviceOf(scope, host ?? '');
  return service !== undefined && !service.forced_down;
}
/** Throws 409 where it does not. */
export async function checkUp(scope: Scope, host: string | null): Promise<void> {
  if (!(await isUp(scope, host))) throw conflict('Service is unavailable at this time.');
}

export const serviceHandlers = implement(table, {
  list: async (request) => {
    const host = request.query.host?.at(-1);
    const binary = request.query.binary?.at(-1);
    const found = (await running(request)).filter((service) => (!host || service.host === host) && (!binary || service.binary === binary));
    return { services: found.map((service) => view(request, service)) };
  },
  act: async (request) => {
    const { host, binary, disabled_reason, forced_down } = request.body;
    const changes = act(request, request.params.service_id, disabled_reason, forced_down);
    if (binary !== COMPUTE) throw badRequest(unsupported(binary));
    const [service] = await request.rows.list(services, { where: { host, binary } });
    if (!service) throw notFound(`Host '${host}' is not mapped to any cell`);
    if (changes.forced_down === false) await checkCleared(request, host);
    await change(request, { ...service, ...changes });
    if (changes.forced_down !== undefined) return { service: { host, binary, forced_down: changes.forced_down } };
    const reason = changes.disabled_reason;
    return { service: { host, binary, status: changes.disabled ? 'disabled' : 'enabled', ...(reason && { disabled_reason: reason }) } };
  },
  update: async (request) => {
    const { service_id } = request.params;
    if (!isUuidLike(service_id)) throw badRequest(`Invalid uuid ${service_id}`);
    request.enforce();
    const service = await request.rows.get(services, service_id);
    if (!service) throw notFound(`Service ${service_id} could not be found.`);
    if (service.binary !== COMPUTE) throw badRequest(unsupported(service.binary));
    const { status, disabled_reason: reason, forced_down } = request.body;
    if (status === 'enabled' && reason) throw badRequest("Specifying 'disabled_reason' with status 'enabled' is invalid.");
    if (status === undefined && forced_down === undefined) {
      throw badRequest("No updates were requested. Fields 'status' or 'forced_down' should be specified.");
    }
    if (status !== undefined) Object.assign(service, { disabled: status === 'disabled', disabled_reason: (status === 'disabled' && reason) || null });
    if (forced_down !== undefined) service.forced_down = forced_down;
    if (forced_down === false) await checkCleared(request, service.host);
    await change(request, service);
    const changed = (await running(request)).find(({ id }) => id === service_id) as Running;
    return { service: view(request, changed) };
  },
  delete: async (request) => {
    const { service_id } = request.params;
    const column = idColumn(request);
    if (column === 'id' && !isUuidLike(service_id)) throw badRequest(`Invalid uuid ${service_id}`);
    if (column === 'number' && !/^\d+$/.test(service_id)) throw badRequest('Invalid input received: id must be an integer');
    const [service] = await request.rows.list(services, { where: { [column]: column === 'id' ? service_id : Number(service_id) } });
    if (!service) throw notFound(`Service ${service_id} not found.`);
    if (service.binary === COMPUTE && (await request.rows.get(hosts, service.host))?.servers) {
      throw conflict('Unable to delete compute service that is hosting instances. Migrate or delete the instances first.');
    }
    await request.rows.remove(services, service.id);
    if (service.binary === COMPUTE) await forget(request, service.host);
  },
});

const unsupported = (binary: string): string => `Updating a ${binary} service is not supported. Only nova-compute services can be updated.`;
type Changes = Partial<Pick<Service, 'disabled' | 'disabled_reason' | 'forced_down'>>;

/** What one of the actions does that were told by the last part of the path. */
function act({ version }: Context, name: string, reason: string | undefined, forced_down: boolean | undefined): Changes {
  if (name === 'enable') return { disabled: false, disabled_reason: null };
  if (name === 'disable') return { disabled: true, disabled_reason: null };
  if (name === 'disable-log-reason') return { disabled: true, disabled_reason: reason ?? missing('disabled reason') };
  if (name === 'force-down' && within(version, { since: '2.11' })) return { forced_down: forced_down ?? missing('forced_down') };
  throw notFound('Unknown action');
}
function missing(field: string): never {
  throw badRequest(`Missing ${field} field`);
}
/** Throws 400 while the host has not given up what was evacuated from it. */
async function checkCleared(scope: Scope, host: string): Promise<void> {
  if (!(await isUncleared(scope, host))) return;
  throw badRequest(
    `Unable to force up host ${host} as \`done\` evacuation migration records remain associated with the host. Ensure the compute service has been restarted, allowing these records to move to \`completed\` before retrying this request.`,
  );
}
/** A host whose service does not take servers gets none. A service that is down tells Placement nothing. */
async function change(request: Context, service: Service): Promise<void> {
  const { rows } = request;
  await rows.update(services, service);
  const host = await rows.get(hosts, service.host);
  if (!host) return;
  await rows.update(hosts, { ...host, disabled: service.disabled || service.forced_down });
  if (!service.forced_down) await setEnabled(request, host.node_id, !service.disabled);
}
/** The host goes with its service, out of its aggregates and of Placement. */
async function forget(scope: Scope, name: string): Promise<void> {
  const host = await scope.rows.get(hosts, name);
  if (!host) return;
  for (const aggregate of await aggregatesOf(scope, name)) await remove(scope, aggregate, name);
  await scope.rows.remove(providers, host.node_id);
  await scope.rows.remove(hosts, name);
}

/** Ids were numbers before they were UUIDs. */
export const idColumn = ({ version }: Pick<Context, 'version'>): 'number' | 'id' => inForce({ '2.1': 'number', '2.53': 'id' } as const, version) ?? 'number';

const view = (request: Context, service: Running): z.output<typeof ServiceView> => ({
  binary: service.binary,
  host: service.host,
  id: service[idColumn(request)],
  zone: service.zone,
  status: service.disabled ? 'disabled' : 'enabled',
  state: service.up ? 'up' : 'down',
  updated_at: service.updated_at,
  disabled_reason: service.disabled_reason,
  forced_down: service.forced_down,
});
