/**
 * Routers. https://docs.openstack.org/api-ref/network/v2/#routers-routers
 * Follows `neutron/db/l3_db.py` and `neutron/db/extraroute_db.py`.
 */
import type { z } from 'zod';
import { type Router as RouterView, routers as table } from '../../contracts/network/routers.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { routerAttributes } from './attributes/routers.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { badResource, inUse, routerNotFound, subnetNotFound } from './faults.ts';
import { portKind } from './ports.ts';
import { checkChange, checkPolicy } from './qos-bindings.ts';
import { checkFlavor } from './flavor-rows.ts';
import { admitting } from './quota.ts';
import { type HostRoute, type Port, type Router, type Subnet, networks, ports, routers, subnets } from './rows.ts';
import { checkRoutes, routesIn } from './router-routes.ts';
import { GATEWAY, INTERFACE, type WantedGateway, attachPort, attachSubnet, detach, detachPort, portsOf, setGateway } from './router-topology.ts';
import { subnetKind } from './subnets.ts';

export const routerKind: Served<Router, NewRouter> = {
  name: 'router',
  collection: 'routers',
  attributes: routerAttributes,
  rows: routers,
  missing: routerNotFound,
  views,
  admit: admitting('router'),
  async create(request, wanted) {
    await checkPolicy(request, wanted.external_gateway_info?.qos_policy_id);
    return create(request, wanted);
  },
  async update(request, router, changes) {
    const wanted = changes.external_gateway_info?.qos_policy_id;
    if (wanted !== undefined) await checkChange(request, router.gateway?.qos_policy_id ?? null, wanted);
    return update(request, router, changes);
  },
  remove,
};
const isInterfaceOf = (router: Router) => (port: Port) => port.device_id === router.id && port.device_owner === INTERFACE;

export const routerHandlers = implement(table, {
  ...serve(routerKind),
  addExtraRoutes: async (request) => changeRoutes(request, (old, routes) => [...old, ...routes.filter((route) => !old.some(same(route)))]),
  removeExtraRoutes: async (request) => changeRoutes(request, (old, routes) => old.filter((route) => !routes.some(same(route)))),
  async addInterface(request) {
    const router = await mine(request);
    const { subnet_id, port_id } = one(request.body);
    const port = port_id === undefined ? undefined : await find(portKind, request, request.caller, port_id);
    const attached = port ? await attachPort(request, router, port) : await attachSubnet(request, router, await usableSubnet(request, subnet_id ?? ''));
    await touch(request, routers, router);
    return shown(router, attached);
  },
  async removeInterface(request) {
    const router = await mine(request);
    const { subnet_id, port_id } = either(request.body);
    const port = port_id === undefined ? await interfaceOn(request, router, subnet_id ?? '') : await request.rows.get(ports, port_id);
    if (!port || !isInterfaceOf(router)(port)) {
      throw notFound(`Router ${router.id} does not have an interface with id ${port_id}`, { type: 'RouterInterfaceNotFound' });
    }
    if (subnet_id !== undefined && !port.fixed_ips.some((ip) => ip.subnet_id === subnet_id)) {
      throw badRequest(`Subnet on port ${port.id} does not match the requested subnet ${subnet_id}.`, { type: 'SubnetMismatchForPort' });
    }
    const subnet = (await request.rows.get(subnets, port.fixed_ips[0]?.subnet_id ?? '')) as Subnet;
    await detachPort(request, router, port, subnet);
    await touch(request, routers, router);
    return shown(router, port);
  },
});

const same =
  (a: HostRoute) =>
  (b: HostRoute): boolean =>
    a.destination === b.destination && a.nexthop === b.nexthop;
type Change = (old: readonly HostRoute[], routes: readonly HostRoute[]) => HostRoute[];
/** Adds or removes routes at once, whatever the others are. */
async function changeRoutes(request: Context & { params: { router_id: string }; body?: unknown }, change: Change) {
  const router = await mine(request);
  const byDestination = Map.groupBy(change(router.routes, routesIn(request.body)), ({ destination }) => destination);
  const routes = [...byDestination.values()].flat();
  const changed = routes.length === router.routes.length ? router : await update(request, router, { routes });
  const [view] = await views(request, [changed]);
  const [gateway] = await portsOf(request, router.id, GATEWAY);
  const more = { ha_vr_id: 0, enable_default_route_ecmp: false, enable_default_route_bfd: false };
  return { router: { ...(view as z.input<typeof RouterView>), enable_snat: router.gateway?.enable_snat ?? true, gw_port_id: gateway?.id ?? null, ...more } };
}
async function mine(request: Context & { params: { router_id: string } }): Promise<Router> {
  const router = await find(routerKind, request, request.caller, request.params.router_id);
  request.enforce({ project_id: router.project_id });
  return router;
}
interface Named {
  subnet_id?: string;
  port_id?: string;
}
function either(body: unknown): Named {
  const { subnet_id: subnet, port_id: port } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (subnet === undefined && port === undefined) throw badResource('router', 'Either subnet_id or port_id must be specified');
  return { ...(subnet !== undefined && { subnet_id: String(subnet) }), ...(port !== undefined && { port_id: String(port) }) };
}
function one(body: unknown): Named {
  const named = either(body);
  if (named.subnet_id !== undefined && named.port_id !== undefined) throw badResource('router', 'Cannot specify both subnet-id and port-id');
  return named;
}
async function usableSubnet(request: Context, id: string): Promise<Subnet> {
  const subnet = await find(subnetKind, request, request.caller, id);
  if (subnet.project_id === request.caller.project_id || request.caller.roles.has('admin')) return subnet;
  throw badResource('router', `Cannot add interface to router because subnet ${id} is not owned by project making the request`);
}
async function interfaceOn(scope: Scope, router: Router, subnet_id: string): Promise<Port> {
  if (!(await scope.rows.get(subnets, subnet_id))) throw subnetNotFound(subnet_id);
  const port = (await portsOf(scope, router.id, INTERFACE)).find(({ fixed_ips }) => fixed_ips.some((ip) => ip.subnet_id === subnet_id));
  if (!port) throw notFound(`Router ${router.id} has no interface on subnet ${subnet_id}`, { type: 'RouterInterfaceNotFoundForSubnet' });
  return port;
}
const shown = ({ id, project_id }: Router, { id: port_id, network_id, fixed_ips }: Port) => {
  const subnet_ids = fixed_ips.map(({ subnet_id }) => subnet_id);
  return { id, project_id, port_id, network_id, subnet_id: subnet_ids[0] ?? '', subnet_ids };
};

async function views({ rows }: Scope, list: readonly Router[]): Promise<z.input<typeof RouterView>[]> {
  const ways = list.flatMap(({ gateway }) => gateway?.network_id ?? []);
  const governed = new Set((await rows.list(networks, { where: { id: ways } })).filter(({ qos_policy_id }) => qos_policy_id).map(({ id }) => id));
  const gateways = await rows.list(ports, { where: { device_id: list.map(({ id }) => id), device_owner: GATEWAY } });
  return list.map((router) => {
    const port = gateways.find(({ device_id }) => device_id === router.id);
    const { gateway } = router;
    return {
      ...router,
      tenant_id: router.project_id,
      external_gateway_info: gateway && {
        network_id: gateway.network_id,
        external_fixed_ips: port?.fixed_ips ?? [],
        enable_snat: gateway.enable_snat,
        ...((gateway.qos_policy_id || governed.has(gateway.network_id)) && { qos_policy_id: gateway.qos_policy_id ?? null }),
      },
      availability_zones: [],
      ...standardView(router),
    };
  });
}

type NewRouter = Partial<Router> & Pick<Router, 'name' | 'project_id'> & { external_gateway_info: WantedGateway | null };
async function create(scope: Scope, wanted: NewRouter): Promise<Router> {
  const [zone] = wanted.availability_zone_hints ?? [];
  if (zone !== undefined) throw notFound(`AvailabilityZone ${zone} could not be found.`, { type: 'AvailabilityZoneNotFound' });
  if (wanted.flavor_id) await checkFlavor(scope, wanted.flavor_id);
  const gateway = wanted.external_gateway_info;
  const router: Router = {
    ...standard(scope, wanted.project_id, wanted.description, gateway ? 2 : 1),
    name: wanted.name,
    admin_state_up: wanted.admin_state_up ?? true,
    status: 'ACTIVE',
    gateway: null,
    ha: wanted.ha ?? false,
    distributed: wanted.distributed ?? false,
    flavor_id: wanted.flavor_id ?? null,
    availability_zone_hints: [],
    routes: [],
  };
  if (gateway) await setGateway(scope, router, gateway);
  return scope.rows.insert(routers, router);
}

async function update(scope: Scope, router: Router, { external_gateway_info: gateway, ...changes }: Partial<NewRouter>): Promise<Router> {
  if (gateway !== undefined) await setGateway(scope, router, gateway && Object.keys(gateway).length ? gateway : null);
  if (changes.routes) await checkRoutes(scope, router, changes.routes);
  return touch(scope, routers, Object.assign(router, changes));
}
async function remove(scope: Scope, router: Router): Promise<void> {
  const attached = await portsOf(scope, router.id, INTERFACE);
  if (attached.length) throw inUse('RouterInUse', `Router ${router.id} has ports still attached: ${attached.map(({ id }) => id).join(', ')}`);
  await setGateway(scope, router, null);
  await detach(scope, router.id);
  await scope.rows.remove(routers, router.id);
}
