/** Agents, of which there are none: ports are bound without one. https://docs.openstack.org/api-ref/network/v2/#agents */
import { agents } from '../../contracts/network/agents.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, notFound } from '../core/errors.ts';
import { attribute, filterable } from './engine/attribute.ts';
import { type Kind, forUpdate } from './engine/body.ts';
import { toBoolean } from './engine/converters.ts';
import { readListing } from './engine/listing.ts';
import { orNull, string } from './engine/validators.ts';
import { routerNotFound } from './faults.ts';
import { routers } from './rows.ts';

const kind: Kind = {
  name: 'agent',
  collection: 'agents',
  attributes: {
    ...filterable('id', 'agent_type', 'binary', 'topic', 'host', 'alive', 'availability_zone'),
    admin_state_up: attribute('put show filter sort', { convert: toBoolean }),
    description: attribute('put show filter sort', { validate: orNull(string(255)) }),
  },
};
const agentNotFound = ({ params }: { params: { agent_id: string } }): CloudError =>
  notFound(`Agent ${params.agent_id} could not be found.`, { type: 'AgentNotFound' });
async function checkRouter({ rows }: Context, id: unknown): Promise<void> {
  if (!(await rows.get(routers, String(id)))) throw routerNotFound(String(id));
}

export const agentHandlers = implement(agents, {
  list({ path }) {
    readListing(kind, path);
    return { agents: [] };
  },
  show(request) {
    throw agentNotFound(request);
  },
  update(request) {
    forUpdate(kind, request.caller, request.body);
    throw agentNotFound(request);
  },
  delete(request) {
    throw agentNotFound(request);
  },
  listRouters(request) {
    request.enforce();
    throw agentNotFound(request);
  },
  async addRouter(request) {
    request.enforce();
    const { body }: { body: unknown } = request;
    await checkRouter(request, typeof body === 'object' && body !== null && 'router_id' in body ? body.router_id : undefined);
    throw agentNotFound(request);
  },
  removeRouter(request) {
    request.enforce();
    throw agentNotFound(request);
  },
  async listOfRouter(request) {
    request.enforce();
    await checkRouter(request, request.params.router_id);
    return { agents: [] };
  },
});
