/**
 * What the storage backend can do and how much it has. https://docs.openstack.org/api-ref/block-storage/v3/#back-end-storage-pools
 * Follows `cinder/api/contrib/scheduler_stats.py`, `capabilities.py` and `cinder/scheduler/host_manager.py`.
 */
import { capabilities as capabilityTable, pools as table } from '../../contracts/block-storage/pools.ts';
import { within } from '../../contracts/microversion.ts';
import { naive } from '../core/clock.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { BACKEND_HOST, HOST, POOL } from './backend.ts';
import { booleanIn, filtersOf } from './listing.ts';
import { checkFilters } from './resource-filters.ts';
import { reportedAt, volumeServicesOn } from './service-rows.ts';
import { typeForCaller } from './volume-type-access.ts';
import { volumes } from './volume-rows.ts';

/** GiB */
const CAPACITY = 100_000;
const VENDOR = 'Virga';
const PROTOCOL = 'iSCSI';

export const poolHandlers = implement(table, {
  list: async (request) => {
    const detail = booleanIn(request.query, 'detail');
    const filters = filtersOf(request.query, 'detail');
    const { name, volume_type } = within(request.version, { since: '3.28' }) ? checkFilters(request, 'pool', filters) : {};
    if (volume_type !== undefined && within(request.version, { since: '3.35' })) await typeForCaller(request, volume_type);
    if (name !== undefined && name !== POOL) return { pools: [] };
    return { pools: [{ name: POOL, ...(detail && { capabilities: await stats(request) }) }] };
  },
});

async function stats({ rows, now }: Context) {
  const allocated = (await rows.list(volumes)).reduce((sum, { size, host }) => sum + (host === null ? 0 : size), 0);
  return {
    pool_name: HOST,
    total_capacity_gb: CAPACITY,
    free_capacity_gb: CAPACITY - allocated,
    provisioned_capacity_gb: allocated,
    allocated_capacity_gb: allocated,
    max_over_subscription_ratio: '20.0',
    thin_provisioning_support: true,
    thick_provisioning_support: false,
    reserved_percentage: 0,
    QoS_support: false,
    multiattach: true,
    online_extend_support: true,
    cacheable: true,
    volume_backend_name: HOST,
    storage_protocol: PROTOCOL,
    vendor_name: VENDOR,
    driver_version: '1.0',
    timestamp: naive(reportedAt(now)),
    filter_function: null,
    goodness_function: null,
  };
}

const property = (title: string, description: string) => ({ title, description, type: 'boolean' });

export const capabilityHandlers = implement(capabilityTable, {
  show: async ({ rows, params: { host } }) => {
    if (!(await volumeServicesOn({ rows }, host)).length) throw notFound(`Can't find service: ${host}`);
    return {
      namespace: `OS::Storage::Capabilities::${BACKEND_HOST}`,
      vendor_name: VENDOR,
      volume_backend_name: HOST,
      pool_name: null,
      driver_version: '1.0',
      storage_protocol: PROTOCOL,
      display_name: null,
      description: null,
      visibility: null,
      replication_targets: [],
      properties: {
        thin_provisioning: property('Thin Provisioning', 'Sets thin provisioning.'),
        compression: property('Compression', 'Enables compression.'),
        qos: property('QoS', 'Enables QoS.'),
        replication_enabled: property('Replication', 'Enables replication.'),
      },
    };
  },
});
