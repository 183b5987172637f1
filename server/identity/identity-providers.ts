/** Identity providers. https://docs.openstack.org/api-ref/identity/v3-ext/#identity-providers `keystone/api/os_federation.py`, `keystone/federation` */
import { identityProviders as table } from '../../contracts/identity/identity-providers.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { isOn, stored } from './attributes.ts';
import { domainById } from './domains.ts';
import { linkTo, listed } from './listing.ts';
import { createProject } from './projects.ts';
import { removeProtocolsOf } from './protocols.ts';

interface IdentityProviderRow {
  id: string;
  domain_id: string;
  enabled: boolean;
  description: string | null;
  remote_ids: string[];
  authorization_ttl: number | null;
}
const identityProviders = collection<IdentityProviderRow>('identity_identity_providers', { domain_id: 'text', enabled: 'boolean' });

/** @throws CloudError 404 */
export async function identityProviderById({ rows }: Scope, id: string): Promise<IdentityProviderRow> {
  const provider = await rows.get(identityProviders, id);
  if (!provider) throw notFound(`Could not find Identity Provider: ${id}.`);
  return provider;
}

export const identityProviderHandlers = implement(table, {
  list: async (context) =>
    listed(context, 'identity_providers', {
      from: identityProviders,
      filters: ['id', 'enabled'],
      view: (row) => {
        const { links, ...provider } = view(context, row);
        return { ...provider, links: { ...links, protocols: `${links.self}/protocols` } };
      },
    }),

  show: async (context) => ({ identity_provider: view(context, await identityProviderById(context, context.params.idp_id)) }),

  async put(context) {
    const sent = context.body.identity_provider;
    const id = context.params.idp_id;
    if (sent.domain_id) await domainById(context, sent.domain_id);
    if (await context.rows.get(identityProviders, id)) throw stored('identity_provider', `Duplicate entry: ${id}`);
    const row: IdentityProviderRow = {
      id,
      domain_id: sent.domain_id || (await ownDomain(context, id)),
      enabled: isOn(sent.enabled, false),
      description: sent.description ?? null,
      remote_ids: sent.remote_ids ?? [],
      authorization_ttl: sent.authorization_ttl ?? null,
    };
    await refuseTaken(context, row);
    return { identity_provider: view(context, await context.rows.insert(identityProviders, row)) };
  },

  async update(context) {
    const sent = context.body.identity_provider;
    const provider = await identityProviderById(context, context.params.idp_id);
    const row: IdentityProviderRow = {
      ...provider,
      enabled: isOn(sent.enabled, provider.enabled),
      ...(sent.description !== undefined && { description: sent.description }),
      ...(sent.remote_ids !== undefined && { remote_ids: sent.remote_ids ?? [] }),
      ...(sent.authorization_ttl !== undefined && { authorization_ttl: sent.authorization_ttl }),
    };
    await refuseTaken(context, row);
    return { identity_provider: view(context, await context.rows.update(identityProviders, row)) };
  },

  async delete(context) {
    await removeProvider(context, (await identityProviderById(context, context.params.idp_id)).id);
  },
});

/** Users of a provider without a domain get one of their own. */
async function ownDomain(context: Context, id: string): Promise<string> {
  const domain = context.world.ids.hex();
  const description = `Auto generated federated domain for Identity Provider: ${id}`;
  await createProject(context, { id: domain, name: domain, description, is_domain: true, domain_id: null, parent_id: null });
  return domain;
}
async function refuseTaken({ rows }: Context, { id, remote_ids }: IdentityProviderRow): Promise<void> {
  const others = await rows.list(identityProviders, { filter: (row) => row.id !== id });
  const taken = remote_ids.find((remote) => others.some((other) => other.remote_ids.includes(remote)));
  if (taken !== undefined) throw stored('identity_provider', `Duplicate remote ID: ${taken}`);
}
async function removeProvider(scope: Scope, id: string): Promise<void> {
  await removeProtocolsOf(scope, id);
  await scope.rows.remove(identityProviders, id);
}
/** Of a domain that is gone. */
export async function removeProvidersOf(scope: Scope, domain_id: string): Promise<void> {
  for (const { id } of await scope.rows.list(identityProviders, { where: { domain_id } })) await removeProvider(scope, id);
}

const view = (context: Context, { id, domain_id, enabled, description, remote_ids, authorization_ttl }: IdentityProviderRow) => ({
  id,
  domain_id,
  enabled,
  description,
  remote_ids,
  authorization_ttl,
  links: { self: linkTo(context, 'OS-FEDERATION', 'identity_providers', id) },
});
