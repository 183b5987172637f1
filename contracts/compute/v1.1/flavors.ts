/** `nova/api/openstack/flavors.py` of 2011 */
import { z } from 'zod';
import { get, resource } from '../../operation.ts';
import { Links } from './types.ts';

const summary = { id: z.int(), name: z.string(), links: Links };
const Flavor = z.object({ ...summary, ram: z.int(), disk: z.int(), vcpus: z.int(), swap: z.int(), rxtx_quota: z.int(), rxtx_cap: z.int() });

export const flavors = resource({
  list: get('/flavors', { status: 200, returns: z.object({ flavors: z.array(z.object(summary)) }) }),
  listDetail: get('/flavors/detail', { status: 200, returns: z.object({ flavors: z.array(Flavor) }) }),
  show: get('/flavors/{flavor_id}', { status: 200, returns: z.object({ flavor: Flavor }), errors: [404] }),
});
