/** https://docs.openstack.org/api-ref/block-storage/v3/#api-versions */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Version = z.object({
  id: z.string(),
  status: z.string(),
  version: z.string(),
  min_version: z.string(),
  updated: z.string(),
  links: z.array(z.object({ rel: z.string(), type: z.string().optional(), href: z.string() })),
  'media-types': z.array(z.object({ base: z.string(), type: z.string() })),
});
export const Versions = z.object({ versions: z.array(Version) });

export const versions = resource({
  list: get('/', { root: '', open: true, status: 300, returns: Versions }),
  show: get('/', { status: 200, returns: Versions }),
  /** Sends on to the path with a slash. */
  showWithoutSlash: get('', { status: 302, headers: ['location'] }),
});
