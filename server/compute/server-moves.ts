/**
 * Servers that go to another host: off, running, or because theirs is down.
 * Follows `nova/api/openstack/compute/migrate_server.py`, `evacuate.py` and `nova/compute/api.py: resize, live_migrate, evacuate`.
 */
import { demands } from '../../contracts/compute/server-demands.ts';
import { serverMoves as table } from '../../contracts/compute/server-moves.ts';
import { inForce, within } from '../../contracts/microversion.ts';
import { type Request, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { StepFailed, begin, cancel } from '../core/lifecycle.ts';
import { hosts } from './host-rows.ts';
import { conclude, record } from './instance-action-rows.ts';
import { advance, flavorsOf, plan } from './migration-rows.ts';
import { checkState } from './server-checks.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { destined } from './server-live-migration.ts';
import { lookUp, serverOf } from './server-lookup.ts';
import { checkKnown } from './server-placement.ts';
import { POWER, type ServerRow, servers } from './server-rows.ts';
import { LIVE_MIGRATING, REBUILDING, RESIZING } from './server-transitions.ts';
import { checkUp, isUp } from './services.ts';

export const serverMoveHandlers = implement(table, {
  migrate: async (request) => {
    const server = await lookUp(request);
    const { migrate } = request.body as { migrate: { host?: string | null } | null };
    const host = within(request.version, { since: '2.56' }) ? migrate?.host : undefined;
    enforce(request, server, 'migrate', host);
    checkState(request, server, demands.migrate);
    await checkUp(request, server.host);
    if (host) {
      if (host === server.host) throw badRequest('Cannot migrate to the host where the server exists.');
      await checkKnown(request, host);
    }
    server.new_flavor = server.flavor;
    await plan(request, server, {
      migration_type: 'migration',
      status: 'pre-migrating',
      requested_host: host || null,
      ...flavorsOf(server.flavor, server.flavor),
    });
    await depart(request, server, { task: 'resize_prep', process: 'resize', action: 'migrate', events: RESIZING });
  },

  migrateLive: async (request) => {
    const server = await lookUp(request);
    const { version } = request;
    const { host, ...wanted } = request.body['os-migrateLive'];
    enforce(request, server, 'migrate_live', host);
    // before a host could be forced it always was
    const forced = within(version, { until: '2.29' }) || ('force' in wanted && wanted.force === true);
    if ('force' in wanted && wanted.force === true && !host) throw badRequest("Can't force to a non-provided destination");
    checkState(request, server, demands.migrateLive);
    if (host) await checkKnown(request, host);
    const migration = await plan(request, server, {
      migration_type: 'live-migration',
      status: 'accepted',
      source_node: null,
      requested_host: host || null,
      ...(forced && { dest_compute: host || null }),
      ...flavorsOf(server.flavor, server.flavor),
    });
    const patient = within(version, { until: '2.33' });
    await depart(request, server, {
      task: 'migrating',
      process: 'live-migrate',
      action: 'live-migration',
      events: [...LIVE_MIGRATING, patient ? 'conductor_migrate_server' : 'conductor_live_migrate_instance'],
    });
    // whoever waits for the scheduler hears what it says
    if (patient) await destined(request, server, migration).catch(async (error) => refuse(request, server, error));
  },

  evacuate: async (request) => {
    const server = await serverOf(request);
    const { host, adminPass, ...wanted } = request.body.evacuate;
    if ('force' in wanted && wanted.force === true && host === undefined) throw badRequest("Can't force to a non-provided destination");
    const shared = 'onSharedStorage' in wanted && wanted.onSharedStorage;
    if (shared && adminPass !== undefined) throw badRequest("admin password can't be changed on existing disk");
    if (host !== undefined && !(await request.rows.get(hosts, host))) throw notFound(`Compute host ${host} not found.`);
    if (server.host === (host ?? null)) throw badRequest("The target host can't be the same one.");
    checkState(request, server, demands.evacuate);
    if (await isUp(request, server.host)) throw badRequest(`Compute service of ${server.host} is still in use.`);
    await plan(request, server, { migration_type: 'evacuation', status: 'accepted', requested_host: host ?? null, dest_compute: host ?? null });
    // since 2.95 it stays off on its new host
    const state = inForce({ '2.1': undefined, '2.95': { vm_state: 'stopped', power_state: POWER.shutdown } as const }, request.version);
    await depart(request, server, { task: 'rebuilding', process: 'evacuate', action: 'evacuate', events: REBUILDING }, state);
    const password = adminPass ?? (shared ? null : request.world.ids.password());
    return inForce({ '2.1': { adminPass: password }, '2.14': undefined }, request.version);
  },
});

type Moving = Request<typeof table.migrate | typeof table.migrateLive | typeof table.evacuate>;

const RULES = {
  migrate: { found: 'os_compute_api:os-migrate-server:migrate', chosen: 'os_compute_api:os-migrate-server:migrate:host' },
  migrate_live: { found: 'os_compute_api:os-migrate-server:migrate_live', chosen: 'os_compute_api:os-migrate-server:migrate_live:host' },
} as const;
/** To choose the host is a right of its own. */
function enforce(request: Moving, { project_id }: ServerRow, what: 'migrate' | 'migrate_live', host: string | null | undefined): void {
  request.enforce({ project_id }, RULES[what][host ? 'chosen' : 'found']);
}

interface Departure {
  task: string;
  process: string;
  action: string;
  events: readonly string[];
}
async function depart(request: Moving, server: ServerRow, { task, process, action, events }: Departure, before?: ServerRow['before']): Promise<void> {
  const { vm_state, power_state } = server;
  Object.assign(server, { before: before ?? { vm_state, power_state }, task_state: task, progress: 0, updated_at: request.now });
  await record(request, server, action, ...events);
  await request.rows.update(servers, server);
  await begin(request, serverLifeCycle, server.id, process);
}
/** The failure is kept in the history, and told. */
async function refuse(request: Moving, server: ServerRow, error: unknown): Promise<never> {
  if (!(error instanceof StepFailed)) throw error;
  await advance(request, server, 'error');
  await conclude(request, server, error.message);
  const fault = { code: 500, created: request.now, message: error.message, details: error.message };
  await request.rows.update(servers, Object.assign(server, { task_state: null, before: null, fault }));
  await cancel(request, server.id);
  throw badRequest(error.message, { kept: true });
}
