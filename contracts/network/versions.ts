/** https://docs.openstack.org/api-ref/network/v2/#api-versions */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Links = z.array(z.object({ rel: z.string(), href: z.string() }));
export const versions = resource({
  list: get('/', {
    root: '',
    open: true,
    status: 200,
    returns: z.object({ versions: z.array(z.object({ id: z.string(), status: z.string(), links: Links })) }),
  }),
  /** With the slash only: without it Neutron knows no such path. */
  show: get('/', {
    status: 200,
    returns: z.object({ resources: z.array(z.object({ name: z.string(), collection: z.string(), links: Links })) }),
  }),
});
