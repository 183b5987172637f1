/** https://docs.openstack.org/api-ref/placement/#reshaper */
import { z } from 'zod';
import { post, resource } from '../operation.ts';
import { ManyHeld } from './consumers.ts';
import { WantedInventories } from './inventories.ts';
import { keyed } from './names.ts';

export const reshaper = resource({
  /** Moves inventories together with what is held of them. For services only. */
  reshape: post('/reshaper', {
    since: '1.30',
    policy: 'placement:reshaper:reshape',
    body: z.strictObject({ inventories: keyed(/^[0-9a-fA-F-]{36}$/, WantedInventories), allocations: ManyHeld }),
    status: 204,
    errors: [400, 403, 409],
  }),
});
