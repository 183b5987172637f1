/** https://docs.openstack.org/api-ref/network/v2/#routers-routers */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, fielded, filters, owner, ownerInput, tagFilters, tagged } from './types.ts';

const Gateway = z.object({
  network_id: z.string(),
  external_fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
  enable_snat: z.boolean(),
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
const one = z.object({ router: Router });
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

export const routers = resource({
  list: get('/routers', {
    policy: 'get_router',
    query,
    status: 200,
    returns: z.object({ routers: z.array(fielded(Router)), routers_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/routers/{router_id}', {
    policy: 'get_router',
    late: true,
    query: FieldsQuery,
    status: 200,
    returns: z.object({ router: fielded(Router) }),
    errors: [404],
  }),
  create: post('/routers', {
    policy: 'create_router',
    late: true,
    body: z.object({ router: RouterCreate }),
    status: 201,
    returns: one,
    errors: [400, 403, 404, 409],
  }),
  update: put('/routers/{router_id}', {
    policy: 'update_router',
    late: true,
    body: z.object({ router: z.object({ ...changeable, routes: z.array(Route).optional() }) }),
    status: 200,
    returns: one,
    errors: [400, 403, 404, 409, 412],
  }),
  delete: del('/routers/{router_id}', { policy: 'delete_router', late: true, status: 204, errors: [403, 404, 409, 412] }),
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
