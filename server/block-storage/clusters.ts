/**
 * Clusters of services, of which there are none, and the end of what services have left unfinished. https://docs.openstack.org/api-ref/block-storage/v3/#clusters-clusters
 * Follows `cinder/api/v3/clusters.py` and `workers.py`.
 */
import { clusters as table, workers as workerTable } from '../../contracts/block-storage/clusters.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import { invalidInput } from './faults.ts';
import { booleanIn } from './listing.ts';
import { isOn, services } from './service-rows.ts';

const FILTERS = ['name', 'binary', 'is_up', 'disabled', 'num_hosts', 'num_down_hosts'];
const OF_REPLICATION = ['replication_status', 'frozen', 'active_backend_id'];

export const clusterHandlers = implement(table, {
  list: (request) => none(request),
  listDetail: (request) => none(request),
  show: ({ params: { cluster } }) => missing(cluster),
  enable: ({ body: { name, binary } }) => missing(name, binary),
  disable: ({ body: { name, binary } }) => missing(name, binary),
});

function none({ query, version }: Context & { query: Record<string, unknown> }): { clusters: [] } {
  const known = within(version, { since: '3.26' }) ? [...FILTERS, ...OF_REPLICATION] : FILTERS;
  const strange = Object.keys(query).filter((name) => !known.includes(name));
  if (strange.length) throw invalidInput(`Invalid filter keys: ${strange.join(', ')}`);
  booleanIn(query, 'disabled');
  booleanIn(query, 'is_up');
  return { clusters: [] };
}
function missing(name: string, binary: string | null = 'cinder-volume'): never {
  throw notFound(`Cluster {'binary': ${repr(binary)}, 'name': ${repr(name)}} could not be found.`);
}

export const workerHandlers = implement(workerTable, {
  cleanup: async ({ rows, body }) => {
    const { resource_type, resource_id, is_up = false, host, binary, cluster_name, service_id, disabled } = body;
    const type = resource_type && resource_type.charAt(0).toUpperCase() + resource_type.slice(1).toLowerCase();
    if (type && !['Snapshot', 'Volume'].includes(type)) throw invalidInput(`Resource type ${type} not valid, must be Snapshot or Volume`);
    const located = service_id !== undefined || cluster_name !== undefined || host !== undefined;
    if (resource_id && !located) throw invalidInput(`('There is no resource with UUID %s pending cleanup.', ${repr(resource_id)})`);
    // every service is up; one is known by its place in the list
    const all = (await rows.list(services, { sort: [['binary', 'asc']] })).map((service, index) => ({ ...service, number: index + 1 }));
    const meant = all.filter((service) => is_up && !cluster_name && (!host || isOn(service, host)) && (!binary || service.binary === binary));
    const cleaning = meant.filter((service) => (!service_id || Number(service_id) === service.number) && (disabled ?? service.disabled) === service.disabled);
    return { cleaning: cleaning.map((service) => ({ id: service.number, host: service.host, binary: service.binary, cluster_name: null })), unavailable: [] };
  },
});
