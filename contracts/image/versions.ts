/** https://docs.openstack.org/api-ref/image/versions/ */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Link = z.object({ rel: z.literal('self'), href: z.string() });
export const Versions = z.object({ versions: z.array(z.object({ id: z.string(), status: z.enum(['CURRENT', 'SUPPORTED']), links: z.array(Link) })) });

export const versions = resource({
  choices: get('/', { root: '', open: true, status: 300, returns: Versions }),
  /** To the root with a slash, where nothing is. */
  root: get('', { status: 302, headers: ['location'] }),
  list: get('/versions', { root: '', open: true, status: 200, returns: Versions }),
});
