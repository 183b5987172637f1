/** https://docs.openstack.org/api-ref/placement/#api-versions */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Version = z.object({
  id: z.string(),
  max_version: z.string(),
  min_version: z.string(),
  status: z.string(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })),
});
export const versions = resource({
  list: get('/', { open: true, status: 200, returns: z.object({ versions: z.array(Version) }) }),
});
