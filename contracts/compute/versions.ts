/** https://docs.openstack.org/api-ref/compute/#api-versions */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const about = { id: z.string(), status: z.string() };
const dated = { version: z.string(), min_version: z.string(), updated: z.string() };
const Links = z.array(z.object({ rel: z.string(), type: z.string().optional(), href: z.string() }));
const MediaTypes = z.array(z.object({ base: z.string(), type: z.string() }));

const Listed = z.object({ ...about, ...dated, links: Links });
const FormerListed = Listed.omit({ version: true, min_version: true });
export const Version = z.object({ ...about, ...dated, links: Links, 'media-types': MediaTypes });
/** Answered with 300 by every path that is below no API root. */
export const Choice = z.object({ ...about, links: Links, 'media-types': MediaTypes });
/** Before there were microversions. */
export const FormerVersion = z.object({ ...about, updated: z.string(), links: Links, 'media-types': MediaTypes });
const one = { open: true, status: 200, returns: z.object({ version: z.union([Version, FormerVersion]) }) } as const;

export const versions = resource({
  list: get('/', { root: '', open: true, status: 200, returns: z.object({ versions: z.array(z.union([Listed, FormerListed])) }) }),
  show: get('/', one),
  showWithoutSlash: get('', one),
  showById: get('/versions/{version_id}', { status: 200, returns: z.object({ version: Version }), errors: [404] }),
});
