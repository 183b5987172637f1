/** Service providers. https://docs.openstack.org/api-ref/identity/v3-ext/#service-providers `keystone/api/os_federation.py` */
import { serviceProviders as table } from '../../contracts/identity/service-providers.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { isOn, stored } from './attributes.ts';
import { linkTo, listed } from './listing.ts';
import { remember } from './remember.ts';

interface ServiceProviderRow {
  id: string;
  auth_url: string;
  sp_url: string;
  enabled: boolean;
  description: string | null;
  relay_state_prefix: string | null;
}
const serviceProviders = collection<ServiceProviderRow>('identity_service_providers', { enabled: 'boolean' });

async function serviceProviderById({ rows }: Scope, id: string): Promise<ServiceProviderRow> {
  const provider = await rows.get(serviceProviders, id);
  if (!provider) throw notFound(`Could not find Service Provider: ${id}.`);
  return provider;
}

export const serviceProviderHandlers = implement(table, {
  list: async (context) => listed(context, 'service_providers', { from: serviceProviders, filters: ['id', 'enabled'], view: (row) => view(context, row) }),

  show: async (context) => ({ service_provider: view(context, await serviceProviderById(context, context.params.service_provider_id)) }),

  async put(context) {
    const { auth_url, sp_url, enabled, description = null, relay_state_prefix = 'ss:mem:' } = context.body.service_provider;
    const id = context.params.service_provider_id;
    if (await context.rows.get(serviceProviders, id)) throw stored('service_provider', `Duplicate entry found with ID ${id}`);
    const row = { id, auth_url, sp_url, enabled: isOn(enabled, false), description, relay_state_prefix };
    return { service_provider: view(context, await context.rows.insert(serviceProviders, row)) };
  },

  async update(context) {
    const sent = context.body.service_provider;
    const provider = await serviceProviderById(context, context.params.service_provider_id);
    const row: ServiceProviderRow = {
      ...provider,
      auth_url: sent.auth_url ?? provider.auth_url,
      sp_url: sent.sp_url ?? provider.sp_url,
      enabled: isOn(sent.enabled, provider.enabled),
      ...(sent.description !== undefined && { description: sent.description }),
      ...(sent.relay_state_prefix !== undefined && { relay_state_prefix: sent.relay_state_prefix }),
    };
    return { service_provider: view(context, await context.rows.update(serviceProviders, row)) };
  },

  async delete(context) {
    await context.rows.remove(serviceProviders, (await serviceProviderById(context, context.params.service_provider_id)).id);
  },
});

/** Those that a token names: where its bearer could go. */
export const enabledProviders = async (scope: Scope): Promise<{ auth_url: string; id: string; sp_url: string }[]> =>
  remember(scope, 'service providers', async () =>
    (await scope.rows.list(serviceProviders, { where: { enabled: true } })).map(({ auth_url, id, sp_url }) => ({ auth_url, id, sp_url })),
  );

const view = (context: Context, row: ServiceProviderRow) => ({ ...row, links: { self: linkTo(context, 'OS-FEDERATION', 'service_providers', row.id) } });
