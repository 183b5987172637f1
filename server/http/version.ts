/** Which microversion a request asks for. https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html */
import { type Microversion, minor } from '../../contracts/microversion.ts';
import type { Service } from '../../contracts/service.ts';
import type { Exchange } from './exchange.ts';

/** Throws the service's 400 or 406 for a version that is none or that it does not have. */
export function negotiate(exchange: Exchange, { min, max, default: fallback, type, header }: NonNullable<Service['versions']>): Microversion {
  const said = exchange.header('openstack-api-version');
  const { versionIn } = exchange.dialect;
  const asked = said !== undefined && versionIn ? versionIn(said, exchange.about) : standard(said, type);
  const requested = asked ?? (header ? exchange.header(header) : undefined);
  if (requested === undefined) return fallback;
  if (requested === 'latest') return max;
  const [, major, digits] = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(requested) ?? [];
  const known = major === max.split('.')[0] && Number(digits) >= minor(min) && Number(digits) <= minor(max);
  if (known) return requested as Microversion;
  throw exchange.dialect.badVersion?.(requested, exchange.about) ?? new Error('a service with microversions says how it refuses one');
}
/** `compute 2.90, placement 1.30` names several services; the last entry for this one counts. */
const standard = (value: string | undefined, type: string): string | undefined =>
  value
    ?.split(',')
    .map((entry) => entry.trim().split(/\s+/))
    .findLast(([service]) => service?.toLowerCase() === type)?.[1];
