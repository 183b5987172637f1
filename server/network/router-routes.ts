/** Routes of a router. `neutron/db/extraroute_db.py` */
import { badRequest } from '../core/errors.ts';
import { repr, str } from '../core/python.ts';
import type { Scope } from '../core/world.ts';
import { contains, parseAddress, parseCidr } from './addresses.ts';
import { httpBadRequest } from './faults.ts';
import { portsOf } from './router-topology.ts';
import { type HostRoute, type Router, subnets } from './rows.ts';

/** Throws 400 on more routes than a router may have, and on a next hop that it has no way to. */
export async function checkRoutes(scope: Scope, router: Router, routes: Router['routes']): Promise<void> {
  if (routes.length > 30) {
    throw badRequest(`Unable to complete operation for ${router.id}. The number of routes exceeds the maximum 30.`, { type: 'RoutesExhausted' });
  }
  const own = await portsOf(scope, router.id);
  const reachable = await scope.rows.list(subnets, { where: { id: own.flatMap(({ fixed_ips }) => fixed_ips.map(({ subnet_id }) => subnet_id)) } });
  for (const { nexthop } of routes) {
    const refuse = (reason: string) => badRequest(`Invalid format for routes: ${repr(routes)}, ${reason}`, { type: 'InvalidRoutes' });
    if (!reachable.some(({ cidr }) => isInside(nexthop, cidr))) throw refuse('the nexthop is not connected with router');
    if (own.some(({ fixed_ips }) => fixed_ips.some(({ ip_address }) => ip_address === nexthop))) throw refuse('the nexthop is used by router');
  }
}
const isInside = (ip: string, cidr: string): boolean => {
  const [net, address] = [parseCidr(cidr), parseAddress(ip)];
  return net !== undefined && address !== undefined && contains(net, address);
};

/** The routes that a request adds or removes. Throws 400 on what is none. */
export function routesIn(body: unknown): HostRoute[] {
  const router: unknown = typeof body === 'object' && body !== null && 'router' in body ? body.router : undefined;
  const routes: unknown = typeof router === 'object' && router !== null && 'routes' in router ? router.routes : undefined;
  if (!Array.isArray(routes)) throw httpBadRequest('Body contains invalid data');
  return routes.map((route: unknown) => {
    const { destination, nexthop } = (typeof route === 'object' && route !== null ? route : {}) as Record<string, unknown>;
    if (!parseCidr(destination)) throw badRequest(`invalid IPNetwork ${str(destination ?? null)}`, { type: 'AddrFormatError' });
    if (!parseAddress(nexthop)) throw badRequest(`failed to detect a valid IP address from ${repr(nexthop ?? null)}`, { type: 'AddrFormatError' });
    return { destination: String(destination), nexthop: String(nexthop) };
  });
}
