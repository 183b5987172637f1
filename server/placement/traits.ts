/**
 * Traits. https://docs.openstack.org/api-ref/placement/#traits
 * Follows `placement/handlers/trait.py`.
 */
import { resourceProviderTraits, traits as table } from '../../contracts/placement/traits.ts';
import { CustomName } from '../../contracts/placement/names.ts';
import { implement } from '../core/context.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { absent, conflicting, refused } from './faults.ts';
import { fresh } from './fresh.ts';
import { allProviders, changeable, providers, save } from './providers.ts';
import { TRAITS } from './standard-names.ts';

/** Those that clients made; the id is the name. */
const custom = collection<{ id: string; created_at: number }>('placement_traits');
const known = async ({ rows }: Scope): Promise<string[]> => [...TRAITS, ...(await rows.list(custom)).map(({ id }) => id)];
const INVALID =
  'The trait is invalid. A valid trait must be no longer than 255 characters, start with the prefix "CUSTOM_" and use following characters: "A"-"Z", "0"-"9" and "_"';

export const traitHandlers = implement(table, {
  async list(request) {
    const { name, associated } = request.query;
    let names = await known(request);
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
      const wanted = associated.toLowerCase();
      if (wanted !== 'true' && wanted !== 'false') throw refused('The query parameter "associated" only accepts "true" or "false"');
      const used = new Set((await allProviders(request)).flatMap(({ traits }) => traits));
      names = names.filter((trait) => used.has(trait) === (wanted === 'true'));
    }
    return fresh(request, { traits: names });
  },
  async show(request) {
    if (!(await known(request)).includes(request.params.name)) throw absent(`No such trait(s): ${request.params.name}.`);
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
    const provider = (await allProviders(request)).find(({ id }) => id === uuid);
    if (!provider) throw absent(`No resource provider with uuid ${uuid} found: No resource provider with uuid ${uuid} found`);
    return fresh(request, { traits: provider.traits, resource_provider_generation: provider.generation }, provider.updated_at);
  },
  async replace(request) {
    const provider = await changeable(request, request.params.uuid);
    const { traits, resource_provider_generation: seen } = request.body;
    if (seen !== provider.generation) {
      throw conflicting("Resource provider's generation already changed. Please update the generation and try again.", 'placement.concurrent_update');
    }
    const names = await known(request);
    const unknown = traits.filter((trait) => !names.includes(trait));
    if (unknown.length) throw refused(`No such trait ${[...new Set(unknown)].join(', ')}`);
    const saved = await save(request, { ...provider, traits: [...new Set(traits)] });
    return fresh(request, { traits: saved.traits, resource_provider_generation: saved.generation }, saved.updated_at);
  },
  async deleteAll(request) {
    const provider = await changeable(request, request.params.uuid);
    await save(request, { ...provider, traits: [] });
  },
});
