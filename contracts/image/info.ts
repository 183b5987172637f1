/** https://docs.openstack.org/api-ref/image/v2/#import-methods-and-values-discovery */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Store = z.object({ id: z.string(), description: z.string().optional(), default: z.literal('true').optional() });
const StoreDetail = Store.extend({ type: z.string(), properties: z.record(z.string(), z.unknown()), weight: z.int() });
const Usage = z.record(z.string(), z.object({ usage: z.int(), limit: z.int() }));

export const info = resource({
  import: get('/info/import', {
    status: 200,
    returns: z.object({ 'import-methods': z.object({ description: z.string(), type: z.literal('array'), value: z.array(z.string()) }) }),
  }),
  stores: get('/info/stores', { status: 200, returns: z.object({ stores: z.array(Store) }) }),
  storesDetail: get('/info/stores/detail', {
    policy: 'stores_info_detail',
    status: 200,
    returns: z.object({ stores: z.array(StoreDetail) }),
    errors: [403],
  }),
  usage: get('/info/usage', { status: 200, returns: z.object({ usage: Usage }) }),
});
