/**
 * Resource providers. https://docs.openstack.org/api-ref/placement/#resource-providers
 * Follows `placement/handlers/resource_provider.py`.
 */
import type { z } from 'zod';
import { type ResourceProvider, resourceProviders as table } from '../../contracts/placement/resource-providers.ts';
import { minor } from '../../contracts/microversion.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { notImplemented } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { absent, conflicting, refused } from './faults.ts';
import { fresh } from './fresh.ts';
import { prefixOf } from './links.ts';
import { type Provider, allProviders, changeable, consumersOf, providerOf, providers, save } from './providers.ts';

/** Sub-resources by the microversion from which they are linked. */
const RELATED = { inventories: 0, usages: 0, aggregates: 1, traits: 6, allocations: 11 } as const;

export const resourceProviderHandlers = implement(table, {
  async list(request) {
    const { name, uuid, in_tree, member_of, resources, required } = request.query;
    if (member_of !== undefined || resources !== undefined || required !== undefined) {
      throw notImplemented('placement GET /resource_providers by aggregate, resources or traits is not emulated.');
    }
    const all = await allProviders(request);
    const root =
      in_tree === undefined
        ? undefined
        : rootOf(
            all,
            all.find(({ id }) => id === in_tree),
          );
    const found = all.filter(
      (provider) =>
        (name === undefined || provider.name === name) &&
        (uuid === undefined || provider.id === uuid) &&
        (in_tree === undefined || (root !== undefined && rootOf(all, provider) === root)),
    );
    const changed = Math.max(0, ...found.map(({ updated_at }) => updated_at)) || request.now;
    return fresh(request, { resource_providers: found.map((provider) => view(request, all, provider)) }, changed);
  },
  async create(request) {
    const { name, uuid, parent_provider_uuid: parent = null } = request.body;
    const id = uuid === undefined ? request.world.ids.uuid() : dashed(uuid);
    await refuseDuplicate(request, name, id);
    if (parent !== null) await refuseParent(request, 'create', parent, name, id);
    const provider = await request.rows.insert(providers, { id, name, generation: 0, parent, inventories: {}, traits: [], updated_at: request.now });
    const shown = minor(request.version) >= 20 ? view(request, await allProviders(request), provider) : undefined;
    const location = `${request.origin}/resource_providers/${id}`;
    return shown ? fresh(request, shown, request.now, { location }) : reply(undefined, { location });
  },
  async show(request) {
    const provider = await providerOf(request, request.params.uuid);
    return fresh(request, view(request, await allProviders(request), provider), provider.updated_at);
  },
  async update(request) {
    const provider = await changeable(request, request.params.uuid);
    const { name, parent_provider_uuid: parent } = request.body;
    if (name !== provider.name) await refuseDuplicate(request, name, undefined);
    if (parent !== undefined && parent !== provider.parent) {
      if (provider.parent !== null && minor(request.version) < 37) {
        const reason = 're-parenting a provider is not currently allowed.';
        throw refused(`Unable to save resource provider ${provider.id}: Object action update failed because: ${reason}`);
      }
      if (parent !== null) await refuseParent(request, 'update', parent, name, provider.id);
      provider.parent = parent;
    }
    const saved = await save(request, { ...provider, name });
    return fresh(request, view(request, await allProviders(request), saved), saved.updated_at);
  },
  async delete(request) {
    const { uuid } = request.params;
    const provider = (await allProviders(request)).find(({ id }) => id === uuid);
    if (!provider) throw absent(`No resource provider with uuid ${uuid} found for delete`);
    if ((await consumersOf(request, provider)).length) {
      throw conflicting(`Unable to delete resource provider ${uuid}: Resource provider has allocations.`, 'placement.resource_provider.inuse');
    }
    await changeable(request, uuid);
    if (await request.rows.count(providers, { parent: uuid })) {
      const message = `Unable to delete parent resource provider ${uuid}: It has child resource providers.`;
      throw conflicting(message, 'placement.resource_provider.cannot_delete_parent');
    }
    await request.rows.remove(providers, uuid);
  },
});

const dashed = (uuid: string): string =>
  uuid
    .toLowerCase()
    .replaceAll('-', '')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
function rootOf(all: readonly Provider[], provider: Provider | undefined): string | undefined {
  if (!provider?.parent) return provider?.id;
  return rootOf(
    all,
    all.find(({ id }) => id === provider.parent),
  );
}
function view(request: Context, all: readonly Provider[], provider: Provider): z.input<typeof ResourceProvider> {
  const url = `${prefixOf(request)}/resource_providers/${provider.id}`;
  const related = Object.entries(RELATED).filter(([, since]) => minor(request.version) >= since);
  return {
    uuid: provider.id,
    name: provider.name,
    generation: provider.generation,
    links: [{ rel: 'self', href: url }, ...related.map(([rel]) => ({ rel, href: `${url}/${rel}` }))],
    parent_provider_uuid: provider.parent,
    root_provider_uuid: rootOf(all, provider) ?? provider.id,
  };
}
async function refuseDuplicate(scope: Scope, name: string, id: string | undefined): Promise<void> {
  const all = await allProviders(scope);
  const taken = [...(all.some((other) => other.id === id) ? [`uuid: ${id}`] : []), ...(all.some((other) => other.name === name) ? [`name: ${name}`] : [])];
  const [first] = taken;
  if (!first) return;
  const which = id === undefined ? name : first;
  throw conflicting(`Conflicting resource provider ${which} already exists.`, 'placement.duplicate_name');
}
async function refuseParent(scope: Scope, action: 'create' | 'update', parent: string, name: string, id: string): Promise<void> {
  const refuse = (reason: string) => {
    const what = action === 'create' ? `create resource provider "${name}", ${id}` : `save resource provider ${id}`;
    return refused(`Unable to ${what}: Object action ${action} failed because: ${reason}`);
  };
  if (parent === id) throw refuse('parent provider UUID cannot be same as UUID. Please set parent provider UUID to None if there is no parent.');
  const all = await allProviders(scope);
  const found = all.find((other) => other.id === parent);
  if (!found) throw refuse('parent provider UUID does not exist.');
  if (rootOf(all, found) === id) throw refuse('creating loop in the provider tree is not allowed.');
}
