/** The version documents of other times. `nova/api/openstack/versions.py` of 2011, `nova/api/openstack/compute/versions.py` of 2014; of what is served here, JSON */
import type { z } from 'zod';
import type { Choice, FormerVersion } from '../../contracts/compute/versions.ts';
import { type Reply, reply } from '../core/context.ts';
import type { About } from '../core/dialect.ts';
import type { Era } from '../core/eras.ts';

interface Known {
  id: string;
  root: string;
  links: { rel: string; type: string; href: string }[];
  mediaType: string;
}
const documents = (pdf: string, wadl: string): Known['links'] => [
  { rel: 'describedby', type: 'application/pdf', href: pdf },
  { rel: 'describedby', type: 'application/vnd.sun.wadl+xml', href: wadl },
];
const RACKSPACE = 'http://docs.rackspacecloud.com/servers/api/v1.1';
const OPENSTACK = 'http://docs.openstack.org/api/openstack-compute/2';
const CURRENT: Record<Exclude<Era, 'modern'>, Known> = {
  2012: {
    id: 'v1.1',
    root: '/v1.1',
    links: documents(`${RACKSPACE}/cs-devguide-20110125.pdf`, `${RACKSPACE}/application.wadl`),
    mediaType: 'application/vnd.openstack.compute-v1.1+json',
  },
  2014: {
    id: 'v2.0',
    root: '/v2',
    links: documents(`${OPENSTACK}/os-compute-devguide-2.pdf`, `${OPENSTACK}/wadl/os-compute-2.wadl`),
    mediaType: 'application/vnd.openstack.compute+json;version=2',
  },
};
const UPDATED = '2011-01-21T11:33:21Z';
const self = (href: string) => ({ rel: 'self', href });
const mediaTypes = ({ mediaType }: Known) => [{ base: 'application/json', type: mediaType }];

type View = z.output<typeof FormerVersion>;
/** The version that was current at a time; undefined today. */
function current(era: Era): Known | undefined {
  return era === 'modern' ? undefined : CURRENT[era];
}
/** Undefined today. */
export function formerVersion(era: Era, origin: string): { version: View } | undefined {
  const known = current(era);
  if (!known) return undefined;
  const { id, root, links } = known;
  return { version: { id, status: 'CURRENT', updated: UPDATED, links: [self(`${origin}${root}/`), ...links], 'media-types': mediaTypes(known) } };
}
/** Undefined today. */
export function formerVersions(era: Era, origin: string): Omit<View, 'media-types'>[] | undefined {
  const known = current(era);
  return known && [{ id: known.id, status: 'CURRENT', updated: UPDATED, links: [self(`${origin}${known.root}/`)] }];
}
/** What a path outside the roots got, or the root itself; undefined today. */
export function formerChoices({ era, origin, path, root }: About): Reply | undefined {
  const known = current(era);
  if (!known) return undefined;
  if (root) return reply(formerVersion(era, origin));
  if (path === '/') return reply({ versions: formerVersions(era, origin) });
  const choice: z.output<typeof Choice> = {
    id: known.id,
    status: 'CURRENT',
    links: [self(`${origin}${known.root}${path.replace(/\/$/, '')}`)],
    'media-types': mediaTypes(known),
  };
  return reply({ choices: [choice] }, {}, 300);
}
