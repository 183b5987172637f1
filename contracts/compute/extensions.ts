/** https://docs.openstack.org/api-ref/compute/#extensions-extensions-deprecated */
import { z } from 'zod';
import { changes } from '../microversion.ts';
import { get, resource } from '../operation.ts';

const Extension = z.object({
  alias: z.string(),
  description: z.string(),
  links: z.array(z.never()),
  name: z.string(),
  namespace: z.string(),
  updated: z.string(),
});
const policy = 'os_compute_api:extensions';
const query = changes({ '2.1': z.object({}), '2.102': z.strictObject({}) });

export const extensions = resource({
  list: get('/extensions', { policy, query, status: 200, returns: z.object({ extensions: z.array(Extension) }) }),
  show: get('/extensions/{alias}', { policy, query, status: 200, returns: z.object({ extension: Extension }), errors: [404] }),
});
