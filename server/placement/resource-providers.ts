/**
 * Resource providers. https://docs.openstack.org/api-ref/placement/#resource-providers
 * Follows `placement/handlers/resource_provider.py`.
 */
import type { z } from 'zod';
import { type ResourceProvider, resourceProviders as table } from '../../contracts/placement/resource-providers.ts';
import { minor, within } from '../../contracts/microversion.ts';
import { type Context, implement, reply } from '../core/context.ts';
import type { Scope } from '../core/world.ts';
import { absent, conflicting, refused } from './faults.ts';
import { fresh, shown } from './fresh.ts';
import { prefixOf } from './links.ts';
import { find } from './provider-search.ts';
import { type Provider, addProvider, allProviders, changedAt, providerOf, providers } from './providers.ts';
import { bodyOf, queryOf } from './read.ts';
import { changedProvider, newProvider, providerFilters } from './schemas.ts';
import { dashed } from './uuids.ts';

/** Sub-resources by the microversion from which they are linked. */
const RELATED = { inventories: 0, usages: 0, aggregates: 1, traits: 6, allocations: 11 } as const;
/** From here on a provider may change its parent. */
const REPARENTING = { since: '1.37' } as const;

export const resourceProviderHandlers = implement(table, {
  async list(request) {
    const found = await find(request, queryOf(request, providerFilters));
    const changed = found.length ? Math.max(...found.map(changedAt)) : request.now;
    return shown(request, { resource_providers: found.map((provider) => view(request, provider)) }, changed);
  },
  async create(request) {
    const { name, uuid, parent_provider_uuid: parent = null } = bodyOf(request, newProvider);
    const id = uuid ? dashed(uuid) : request.world.ids.uuid();
    const word = (reason: string) => refused(`Unable to create resource provider "${name}", ${id}: Object action create failed because: ${reason}`);
    if (!name) throw word('name is required');
    if (parent === id) throw word('parent provider UUID cannot be same as UUID. Please set parent provider UUID to None if there is no parent.');
    const above = parent === null ? undefined : await request.rows.get(providers, parent);
    if (parent !== null && !above) throw word('parent provider UUID does not exist.');
    await refuseDuplicate(request, name, id);
    const provider = await addProvider(request, { id, name, parent, root: above?.root ?? id });
    const location = { location: `${request.origin}/resource_providers/${id}` };
    return within(request.version, { since: '1.20' }) ? fresh(request, view(request, provider), provider.created_at, location) : reply(undefined, location);
  },
  async show(request) {
    const provider = await providerOf(request, request.params.uuid);
    return shown(request, view(request, provider), changedAt(provider));
  },
  async update(request) {
    const provider = await providerOf(request, request.params.uuid);
    const { name, parent_provider_uuid: parent } = bodyOf(request, changedProvider);
    const moved = parent === undefined ? provider : await moveTo(request, provider, parent);
    if (name !== provider.name) await refuseDuplicate(request, name);
    const { now, rows } = request;
    // a new name or place is no generation
    const saved = await rows.update(providers, { ...moved, name, updated_at: name === provider.name && moved === provider ? provider.updated_at : now });
    return fresh(request, view(request, saved), provider.updated_at);
  },
  async delete(request) {
    const { uuid } = request.params;
    const provider = await request.rows.get(providers, uuid);
    if (!provider) throw absent(`No resource provider with uuid ${uuid} found for delete`);
    if (await request.rows.count(providers, { parent: uuid })) {
      const message = `Unable to delete parent resource provider ${uuid}: It has child resource providers.`;
      throw conflicting(message, 'placement.resource_provider.cannot_delete_parent');
    }
    if (Object.values(provider.used).some((amount) => amount > 0)) {
      throw conflicting(`Unable to delete resource provider ${uuid}: Resource provider has allocations.`, 'placement.resource_provider.inuse');
    }
    await request.rows.remove(providers, uuid);
  },
});

/** The provider with what is below it under another parent, or under none. Throws 400. */
async function moveTo(request: Context, provider: Provider, parent: string | null): Promise<Provider> {
  const word = (reason: string, action = 'update') =>
    refused(`Unable to save resource provider ${provider.id}: Object action ${action} failed because: ${reason}`);
  const free = within(request.version, REPARENTING);
  if (parent === null) {
    if (provider.parent === null) return provider;
    if (!free) throw word('un-parenting a provider is not currently allowed.');
    return replant(request, provider, null, provider.id);
  }
  const above = await request.rows.get(providers, parent);
  if (!above) throw word('parent provider UUID does not exist.', 'create');
  if (provider.parent !== null && provider.parent !== parent && !free) throw word('re-parenting a provider is not currently allowed.');
  const below = await subtree(request, provider);
  if (below.some(({ id }) => id === parent)) throw word('creating loop in the provider tree is not allowed.');
  return provider.parent === parent ? provider : replant(request, provider, parent, above.root);
}
async function subtree(scope: Scope, top: Provider): Promise<Provider[]> {
  const tree = (await allProviders(scope)).filter(({ root }) => root === top.root);
  const below = ({ id }: Provider): Provider[] => tree.filter(({ parent }) => parent === id).flatMap((child) => [child, ...below(child)]);
  return [top, ...below(top)];
}
async function replant(scope: Scope, provider: Provider, parent: string | null, root: string): Promise<Provider> {
  for (const one of (await subtree(scope, provider)).slice(1)) await scope.rows.update(providers, { ...one, root, updated_at: scope.now });
  return { ...provider, parent, root };
}

function view(request: Context, { id, name, generation, parent, root }: Provider): z.input<typeof ResourceProvider> {
  const url = `${prefixOf(request)}/resource_providers/${id}`;
  const related = Object.entries(RELATED).filter(([, since]) => minor(request.version) >= since);
  return {
    uuid: id,
    name,
    generation,
    links: [{ rel: 'self', href: url }, ...related.map(([rel]) => ({ rel, href: `${url}/${rel}` }))],
    parent_provider_uuid: parent,
    root_provider_uuid: root,
  };
}
/** Throws 409. @param id of a new provider */
async function refuseDuplicate({ rows }: Scope, name: string, id?: string): Promise<void> {
  const word = (what: string) => conflicting(`Conflicting resource provider ${what} already exists.`, 'placement.duplicate_name');
  if (id !== undefined && (await rows.get(providers, id))) throw word(`uuid: ${id}`);
  if (await rows.count(providers, { name })) throw word(id === undefined ? name : `name: ${name}`);
}
