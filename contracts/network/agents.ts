/** https://docs.openstack.org/api-ref/network/v2/#networking-agents */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { FieldsQuery, PageLinks, filters } from './types.ts';

const Agent = z.looseObject({ id: z.string(), agent_type: z.string(), host: z.string(), alive: z.boolean() });

export const agents = resource({
  list: get('/agents', {
    policy: 'get_agent',
    query: filters('id', 'agent_type', 'binary', 'topic', 'host', 'admin_state_up', 'alive', 'availability_zone', 'description'),
    status: 200,
    returns: z.object({ agents: z.array(Agent), agents_links: PageLinks.optional() }),
    errors: [400, 404],
  }),
  show: get('/agents/{agent_id}', { policy: 'get_agent', query: FieldsQuery, status: 200, returns: z.object({ agent: Agent }), errors: [404] }),
});
