/**
 * Version documents. https://docs.openstack.org/api-ref/compute/#api-versions
 * Follows `nova/api/openstack/compute/versions.py`, `versionsV21.py` and `views/versions.py`.
 */
import type { z } from 'zod';
import { computeService } from '../../contracts/compute/service.ts';
import { type Choice, type Version, versions as table } from '../../contracts/compute/versions.ts';
import { type Context, type Reply, implement, reply } from '../core/context.ts';
import type { About } from '../core/dialect.ts';
import { notFound } from '../core/errors.ts';
import { formerChoices, formerVersion, formerVersions } from './former-versions.ts';

type View = z.output<typeof Version>;
type Known = Omit<View, 'links' | 'media-types'> & { mediaType: string };

const { max = '', min = '' } = computeService.versions ?? {};
const VERSIONS: readonly Known[] = [
  { id: 'v2.0', status: 'DEPRECATED', version: '', min_version: '', updated: '2025-07-04T12:00:00Z', mediaType: '2' },
  { id: 'v2.1', status: 'CURRENT', version: max, min_version: min, updated: '2013-07-23T11:33:21Z', mediaType: '2.1' },
];
const rootOf = ({ id }: Known): string => (id === 'v2.0' ? '/v2' : '/v2.1');
const mediaTypes = ({ mediaType }: Known) => [{ base: 'application/json', type: `application/vnd.openstack.compute+json;version=${mediaType}` }];
const self = (href: string) => ({ rel: 'self', href });

/** @param id `v2.0` or `v2.1`; @param called the API root that was called */
function show(id: string, origin: string, called: string): { version: View } {
  const known = VERSIONS.find((version) => version.id === id);
  if (!known) throw notFound('The resource could not be found.');
  const { mediaType: _, ...version } = known;
  const links = [self(`${origin}${called}/`), { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' }];
  return { version: { ...version, links, 'media-types': mediaTypes(known) } };
}
const list = (origin: string) =>
  VERSIONS.map((known) => {
    const { mediaType: _, ...version } = known;
    return { ...version, links: [self(`${origin}${rootOf(known)}/`)] };
  });
const rootCalled = (root: string): string => (root.startsWith('/v2.1') ? '/v2.1' : '/v2');
const current = (origin: string, root: string) => show(root.startsWith('/v2.1') ? 'v2.1' : 'v2.0', origin, rootCalled(root));

/** Of the API root that was called. */
const whole = ({ origin, root, world: { era } }: Context) => formerVersion(era, origin) ?? current(origin, root);

export const versionHandlers = implement(table, {
  list: ({ origin, world: { era } }) => ({ versions: formerVersions(era, origin) ?? list(origin) }),
  show: (context) => whole(context),
  showWithoutSlash: (context) => whole(context),
  showById: ({ origin, root, params }) => show(params.version_id, origin, rootCalled(root)),
});

/** Versions whatever the method, or 300: the same path under each of the versions. */
export function versionsOrChoices(about: About): Reply {
  const { origin, path } = about;
  const former = formerChoices(about);
  if (former) return former;
  // the first versions are nobody's any more, even where they are served
  const root = about.root === '/v1.1' ? '' : about.root;
  if (root) return reply(current(origin, root));
  if (path === '/') return reply({ versions: list(origin) });
  const below = path.replace(/\/$/, '');
  const choices: z.output<typeof Choice>[] = VERSIONS.map((version) => ({
    id: version.id,
    status: version.status,
    links: [self(`${origin}${rootOf(version)}${below}`)],
    'media-types': mediaTypes(version),
  }));
  return reply({ choices }, {}, 300);
}
