/** Agents, of which there are none: ports are bound without one. https://docs.openstack.org/api-ref/network/v2/#agents */
import { agents } from '../../contracts/network/agents.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { filterable } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { readListing } from './engine/listing.ts';

const kind: Kind = {
  name: 'agent',
  collection: 'agents',
  attributes: filterable('id', 'agent_type', 'binary', 'topic', 'host', 'admin_state_up', 'alive', 'description', 'availability_zone'),
};
export const agentHandlers = implement(agents, {
  list({ path }) {
    readListing(kind, path);
    return { agents: [] };
  },
  show({ params }) {
    throw notFound(`Agent ${params.agent_id} could not be found.`, { type: 'AgentNotFound' });
  },
});
