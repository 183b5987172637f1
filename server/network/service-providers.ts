/** Providers of routers. https://docs.openstack.org/api-ref/network/v2/#list-service-providers */
import { serviceProviders } from '../../contracts/network/service-providers.ts';
import { implement } from '../core/context.ts';

export const serviceProviderHandlers = implement(serviceProviders, {
  list: () => ({ service_providers: ['dvrha', 'dvr', 'ha', 'single_node'].map((name) => ({ service_type: 'L3_ROUTER_NAT', name, default: false })) }),
});
