/** `nova/api/openstack/extensions.py` of 2011: nothing is served beyond the core. */
import { z } from 'zod';
import { get, resource } from '../../operation.ts';

export const extensions = resource({
  list: get('/extensions', { status: 200, returns: z.object({ extensions: z.array(z.never()) }) }),
  show: get('/extensions/{alias}', { status: 200, returns: z.object({ extension: z.never() }), errors: [404] }),
});
