/**
 * What a client asks of a network service before it uses it: extensions, agents, zones, providers.
 * https://docs.openstack.org/api-ref/network/v2/#extensions
 */
import { agents } from '../../contracts/network/agents.ts';
import { availabilityZones } from '../../contracts/network/availability-zones.ts';
import { extensions } from '../../contracts/network/extensions.ts';
import { serviceProviders } from '../../contracts/network/service-providers.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { type AttributeMap, attribute } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { readListing } from './engine/listing.ts';
import { type Extension, extensionList } from './extension-list.ts';

const shown = ({ alias, name, updated, description }: Extension) => ({ name, alias, description, updated, links: [] });
export const extensionHandlers = implement(extensions, {
  list: () => ({ extensions: extensionList.map(shown) }),
  show({ params }) {
    const extension = extensionList.find(({ alias }) => alias === params.alias);
    if (!extension) throw notFound('', { type: 'webob', detail: `Extension with alias ${params.alias} does not exist` });
    return { extension: shown(extension) };
  },
});

const filterable = (...names: string[]): AttributeMap => Object.fromEntries(names.map((name) => [name, attribute('show filter sort')]));
/** There are no agents: ports are bound without one. */
const agent: Kind = {
  name: 'agent',
  collection: 'agents',
  attributes: filterable('id', 'agent_type', 'binary', 'topic', 'host', 'admin_state_up', 'alive', 'description', 'availability_zone'),
};
export const agentHandlers = implement(agents, {
  list({ path }) {
    readListing(agent, path);
    return { agents: [] };
  },
  show({ params }) {
    throw notFound(`Agent ${params.agent_id} could not be found.`, { type: 'AgentNotFound' });
  },
});

/** Zones are those of agents. */
const zone: Kind = { name: 'availability_zone', collection: 'availability_zones', attributes: filterable('name', 'resource', 'state') };
export const availabilityZoneHandlers = implement(availabilityZones, {
  list({ path }) {
    readListing(zone, path);
    return { availability_zones: [] };
  },
});

export const serviceProviderHandlers = implement(serviceProviders, {
  list: () => ({ service_providers: ['dvrha', 'dvr', 'ha', 'single_node'].map((name) => ({ service_type: 'L3_ROUTER_NAT', name, default: false })) }),
});
