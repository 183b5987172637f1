/** https://docs.openstack.org/api-ref/network/v2/#networking-agents */
import { z } from 'zod';
import { del, get, post, put, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, filters } from './types.ts';

const Agent = z.looseObject({ id: z.string(), agent_type: z.string(), host: z.string(), alive: z.boolean() });
const one = z.object({ agent: Agent });
const change = { late: true, errors: [403, 404] } as const;

export const agents = resource({
  list: get('/agents', {
    policy: 'get_agent',
    query: filters('id', 'agent_type', 'binary', 'topic', 'host', 'admin_state_up', 'alive', 'availability_zone', 'description'),
    status: 200,
    returns: z.object({ agents: z.array(Agent), agents_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/agents/{agent_id}', { policy: 'get_agent', query: FieldsQuery, status: 200, returns: one, errors: [404] }),
  update: put('/agents/{agent_id}', {
    policy: 'update_agent',
    ...change,
    body: z.object({ agent: z.object({ admin_state_up: z.boolean().optional(), description: z.string().nullable().optional() }) }),
    status: 200,
    returns: one,
  }),
  delete: del('/agents/{agent_id}', { policy: 'delete_agent', ...change, status: 204 }),
  listRouters: get('/agents/{agent_id}/l3-routers', {
    policy: 'get_l3-routers',
    late: true,
    status: 200,
    returns: z.object({ routers: z.array(z.looseObject({ id: z.string() })) }),
    errors: [403, 404],
  }),
  addRouter: post('/agents/{agent_id}/l3-routers', {
    policy: 'create_l3-router',
    ...change,
    body: z.object({ router_id: z.string() }),
    status: 201,
    returns: z.null(),
  }),
  removeRouter: del('/agents/{agent_id}/l3-routers/{router_id}', { policy: 'delete_l3-router', ...change, status: 204 }),
  /** The agents that a router runs on. */
  listOfRouter: get('/routers/{router_id}/l3-agents', {
    policy: 'get_l3-agents',
    late: true,
    status: 200,
    returns: z.object({ agents: z.array(Agent) }),
    errors: [403, 404],
  }),
});
