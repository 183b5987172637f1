/** Providers of routers. https://docs.openstack.org/api-ref/network/v2/#list-service-providers */
import { serviceProviders } from '../../contracts/network/service-providers.ts';
import { implement } from '../core/context.ts';
import { filterable } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { choose, passes, readListing } from './engine/listing.ts';
import { DRIVERS } from './flavor-rows.ts';

const PROVIDERS = Object.keys(DRIVERS).map((name) => ({ service_type: 'L3_ROUTER_NAT', name, default: false }));
const kind: Kind = { name: 'service_provider', collection: 'service_providers', attributes: filterable('service_type', 'name', 'default') };

export const serviceProviderHandlers = implement(serviceProviders, {
  list({ path }) {
    const { filters, fields } = readListing(kind, path);
    const shown = PROVIDERS.filter((provider) => passes(provider, filters));
    return { service_providers: shown.map((provider) => choose(provider, fields) as (typeof PROVIDERS)[number]) };
  },
});
