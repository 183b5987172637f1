/**
 * Traits. https://docs.openstack.org/api-ref/placement/#traits
 * Follows `placement/handlers/trait.py`.
 */
import { resourceProviderTraits, traits as table } from '../../contracts/placement/traits.ts';
import { CustomName } from '../../contracts/placement/names.ts';
import { implement } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { CONCURRENT, absent, conflicting, refused } from './faults.ts';
import { fresh, shown } from './fresh.ts';
import { allProviders, changedAt, providerFor, providerOf, providers, save } from './providers.ts';
import { bodyOf, queryOf } from './read.ts';
import { providerTraits, traitFilters } from './schemas.ts';
import { TRAITS } from './standard-names.ts';

/** Those that clients made; the id is the name. */
const custom = collection<{ id: string; created_at: number }>('placement_traits');
export const knownTraits = async ({ rows }: Scope): Promise<ReadonlySet<string>> => new Set([...TRAITS, ...(await rows.list(custom)).map(({ id }) => id)]);
/** Makes those that are not there. */
export async function addCustomTraits({ rows, now }: Scope, names: readonly string[]): Promise<void> {
  for (const id of names.filter((name) => !TRAITS.includes(name))) if (!(await rows.get(custom, id))) await rows.insert(custom, { id, created_at: now });
}
const INVALID =
  'The trait is invalid. A valid trait must be no longer than 255 characters, start with the prefix "CUSTOM_" and use following characters: "A"-"Z", "0"-"9" and "_"';

export const traitHandlers = implement(table, {
  async list(request) {
    const query = queryOf(request, traitFilters);
    const name = query.get('name');
    const associated = query.get('associated')?.toLowerCase();
    let names = [...(await knownTraits(request))];
    if (name !== undefined) {
      const [operator, value] = name.split(/:(.*)/s);
      if (value === undefined) {
        const form = '?name=[in|startswith]:[name1,name2|prefix]';
        throw refused(`Badly formatted name parameter. Expected name query string parameter in form: ${form}. Got: "${name}"`);
      }
      if (operator === 'in') names = names.filter((trait) => value.split(',').includes(trait));
      if (operator === 'startswith') names = names.filter((trait) => trait.startsWith(value));
    }
    if (associated !== undefined) {
      if (associated !== 'true' && associated !== 'false') throw refused('The query parameter "associated" only accepts "true" or "false"');
      const used = new Set((await allProviders(request)).flatMap(({ traits }) => traits));
      names = names.filter((trait) => used.has(trait) === (associated === 'true'));
    }
    return shown(request, { traits: names });
  },
  async show(request) {
    if (!(await knownTraits(request)).has(request.params.name)) throw absent(`No such trait(s): ${request.params.name}.`);
    return fresh(request, undefined);
  },
  async create(request) {
    const { name } = request.params;
    if (name.length > 255 || !CustomName.safeParse(name).success) throw refused(INVALID);
    const existing = await request.rows.get(custom, name);
    if (!existing) await request.rows.insert(custom, { id: name, created_at: request.now });
    const answer = fresh(request, undefined, existing?.created_at, { location: `${request.origin}/traits/${name}` });
    answer.status = existing ? 204 : 201;
    return answer;
  },
  async delete({ rows, params: { name } }) {
    if (TRAITS.includes(name)) throw refused(`Cannot delete standard trait ${name}.`);
    if (!(await rows.get(custom, name))) throw absent(`No such trait(s): ${name}.`);
    const [user] = await rows.list(providers, { filter: ({ traits }) => traits.includes(name), limit: 1 });
    if (user) throw conflicting(`The trait ${name} is in use by a resource provider.`);
    await rows.remove(custom, name);
  },
});

export const resourceProviderTraitHandlers = implement(resourceProviderTraits, {
  async list(request) {
    const { uuid } = request.params;
    const provider = await providerFor(request, uuid, `No resource provider with uuid ${uuid} found`);
    return shown(request, { traits: provider.traits, resource_provider_generation: provider.generation }, changedAt(provider));
  },
  async replace(request) {
    const { traits, resource_provider_generation: seen } = bodyOf(request, providerTraits);
    const provider = await providerOf(request, request.params.uuid);
    if (seen !== provider.generation) {
      throw conflicting("Resource provider's generation already changed. Please update the generation and try again.", CONCURRENT);
    }
    const known = await knownTraits(request);
    const wanted = [...new Set(traits)];
    const unknown = wanted.filter((trait) => !known.has(trait));
    if (unknown.length) throw refused(`No such trait ${unknown.join(', ')}`);
    const unchanged = wanted.length === provider.traits.length && wanted.every((trait) => provider.traits.includes(trait));
    const saved = unchanged ? provider : await save(request, { ...provider, traits: wanted });
    return fresh(request, { traits: saved.traits, resource_provider_generation: saved.generation }, changedAt(saved));
  },
  async deleteAll(request) {
    const provider = await providerOf(request, request.params.uuid);
    if (provider.traits.length) await save(request, { ...provider, traits: [] });
  },
});
