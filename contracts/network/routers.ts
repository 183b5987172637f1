/** https://docs.openstack.org/api-ref/network/v2/#routers-routers */
import { z } from 'zod';
import { put, resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const Gateway = z.object({
  network_id: z.string(),
  external_fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
  enable_snat: z.boolean(),
  /** Where the gateway or its network has one. */
  qos_policy_id: z.string().nullable().optional(),
});
const Route = z.object({ destination: z.string(), nexthop: z.string() });
export const Router = z.object({
  id: z.string(),
  name: z.string(),
  ...owner,
  admin_state_up: z.boolean(),
  status: z.string(),
  external_gateway_info: Gateway.nullable(),
  availability_zones: z.array(z.string()),
  availability_zone_hints: z.array(z.string()),
  distributed: z.boolean().optional(),
  ha: z.boolean().optional(),
  routes: z.array(Route),
  flavor_id: z.string().nullable(),
  ...tagged,
});
const WantedGateway = z.object({
  network_id: z.string(),
  enable_snat: z.boolean().optional(),
  qos_policy_id: z.string().nullable().optional(),
  external_fixed_ips: z.array(z.object({ subnet_id: z.string().optional(), ip_address: z.string().optional() })).optional(),
});
const changeable = {
  name: z.string().optional(),
  description: z.string().optional(),
  admin_state_up: z.boolean().optional(),
  external_gateway_info: WantedGateway.partial().nullable().optional(),
  distributed: z.boolean().optional(),
  ha: z.boolean().optional(),
};
const RouterCreate = z.object({
  ...changeable,
  ...ownerInput,
  availability_zone_hints: z.array(z.string()).optional(),
  flavor_id: z.string().optional(),
});
const query = filters('id', 'name', 'admin_state_up', 'tenant_id', 'project_id', 'description', 'revision_number', ...tagFilters);
/** By subnet or by port. */
const Interface = z.object({ subnet_id: z.string().optional(), port_id: z.string().optional() });
const Attached = z.object({
  id: z.string(),
  project_id: z.string(),
  port_id: z.string(),
  network_id: z.string(),
  subnet_id: z.string(),
  subnet_ids: z.array(z.string()),
});

const Whole = z.object({
  router: Router.extend({
    enable_snat: z.boolean(),
    gw_port_id: z.string().nullable(),
    ha_vr_id: z.int(),
    enable_default_route_ecmp: z.boolean(),
    enable_default_route_bfd: z.boolean(),
  }),
});
const extra = {
  late: true,
  body: z.object({ router: z.object({ routes: z.array(Route) }) }),
  status: 200,
  returns: Whole,
  errors: [400, 403, 404, 412],
} as const;
const rows = rowsOf({
  path: '/routers',
  collection: 'routers',
  name: 'router',
  view: Router,
  create: RouterCreate,
  update: z.object({ ...changeable, routes: z.array(Route).optional() }),
  query,
});
export const routers = resource({
  ...rows,
  /** The answer has more of the router than others. */
  addExtraRoutes: put('/routers/{router_id}/add_extraroutes', { policy: 'add_extraroutes', ...extra }),
  removeExtraRoutes: put('/routers/{router_id}/remove_extraroutes', { policy: 'remove_extraroutes', ...extra }),
  addInterface: put('/routers/{router_id}/add_router_interface', {
    policy: 'add_router_interface',
    late: true,
    body: Interface,
    status: 200,
    returns: Attached,
    errors: [400, 403, 404, 409],
  }),
  removeInterface: put('/routers/{router_id}/remove_router_interface', {
    policy: 'remove_router_interface',
    late: true,
    body: Interface,
    status: 200,
    returns: Attached,
    errors: [400, 403, 404, 409],
  }),
});
