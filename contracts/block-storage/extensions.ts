/** https://docs.openstack.org/api-ref/block-storage/v3/#api-extensions-extensions */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Extension = z.object({ name: z.string(), alias: z.string(), description: z.string(), updated: z.string(), links: z.array(z.never()) });

export const extensions = resource({
  list: get('/extensions', { status: 200, returns: z.object({ extensions: z.array(Extension) }) }),
  show: get('/extensions/{alias}', { status: 200, returns: z.object({ extension: Extension }), errors: [404] }),
});
