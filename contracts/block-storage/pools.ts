/** https://docs.openstack.org/api-ref/block-storage/v3/#back-end-storage-pools and #capabilities-for-storage-back-ends-capabilities */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { text } from './types.ts';

const amount = z.union([z.number(), z.literal(['infinite', 'unknown'])]);
const Capabilities = z.looseObject({
  pool_name: z.string().optional(),
  total_capacity_gb: amount,
  free_capacity_gb: amount,
  reserved_percentage: z.number(),
  volume_backend_name: z.string(),
  storage_protocol: z.string(),
  vendor_name: z.string(),
  driver_version: z.string(),
  timestamp: z.string(),
});

export const pools = resource({
  list: get('/scheduler-stats/get_pools', {
    policy: 'scheduler_extension:scheduler_stats:get_pools',
    query: z.looseObject({ detail: text.optional(), name: text.optional(), volume_type: text.optional() }),
    status: 200,
    returns: z.object({ pools: z.array(z.object({ name: z.string(), capabilities: Capabilities.optional() })) }),
    errors: [400, 403, 404],
  }),
});

const Property = z.looseObject({ title: z.string(), description: z.string(), type: z.string() });
const nullable = z.string().nullable();

export const capabilities = resource({
  show: get('/capabilities/{host}', {
    policy: 'volume_extension:capabilities',
    status: 200,
    returns: z.object({
      namespace: z.string(),
      vendor_name: nullable,
      volume_backend_name: nullable,
      pool_name: nullable,
      driver_version: nullable,
      storage_protocol: nullable,
      display_name: nullable,
      description: nullable,
      visibility: nullable,
      replication_targets: z.array(z.unknown()),
      properties: z.record(z.string(), Property),
    }),
    errors: [403, 404],
  }),
});
