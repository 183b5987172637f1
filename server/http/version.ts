/** Which microversion a request asks for. https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html */
import { type Microversion, minor } from '../../contracts/microversion.ts';
import type { Service } from '../../contracts/service.ts';
import type { Exchange } from './exchange.ts';

type Versions = NonNullable<Service['versions']>;

/** Throws the service's 400 or 406 for a version that is none or that it does not have. */
export function negotiate(exchange: Exchange, versions: Versions): Microversion {
  const { max, default: fallback, type, header } = versions;
  const said = exchange.header('openstack-api-version');
  const { versionIn } = exchange.dialect;
  const asked = said !== undefined && versionIn ? versionIn(said, exchange.about) : standard(said, type);
  const requested = asked ?? (header ? exchange.header(header) : undefined);
  if (requested === undefined) return fallback;
  if (requested === 'latest') return max;
  if (versionsOf(versions).has(requested)) return requested as Microversion;
  throw exchange.dialect.badVersion?.(requested, exchange.about) ?? new Error('a service with microversions says how it refuses one');
}

/** `compute 2.90, placement 1.30` names several services; the last entry for this one counts. */
function standard(value: string | undefined, type: string): string | undefined {
  if (value === undefined) return undefined;
  // as nearly all requests have it
  const alone = value.startsWith(`${type} `) ? value.slice(type.length + 1) : '';
  if (/^[^\s,]+$/.test(alone)) return alone;
  const entries = value.split(',').map((entry) => entry.trim().split(/\s+/));
  return entries.findLast(([service]) => service?.toLowerCase() === type)?.[1];
}

const all = new WeakMap<Versions, ReadonlySet<string>>();
/** Every version there is. */
function versionsOf(versions: Versions): ReadonlySet<string> {
  let known = all.get(versions);
  if (!known) {
    const [major] = versions.max.split('.');
    const first = minor(versions.min);
    known = new Set(Array.from({ length: minor(versions.max) - first + 1 }, (_, n) => `${major}.${first + n}`));
    all.set(versions, known);
  }
  return known;
}
