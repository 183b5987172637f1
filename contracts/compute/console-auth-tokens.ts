/** Where a console's token leads: https://docs.openstack.org/api-ref/compute/#compute-server-console-connection-information */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { get, resource } from '../operation.ts';

export const consoleAuthTokens = resource({
  /** Until 2.30 it was for RDP consoles, of which there are none any more. */
  show: get('/os-console-auth-tokens/{token}', {
    policy: 'os_compute_api:os-console-auth-tokens',
    late: true,
    query: changes({ '2.1': z.looseObject({}), '2.99': z.strictObject({}) }),
    status: 200,
    returns: z.object({
      console: z.object({ instance_uuid: z.string(), host: z.string().nullable(), port: z.int(), internal_access_path: z.string().nullable() }),
    }),
    errors: [400, 403, 404],
  }),
});
