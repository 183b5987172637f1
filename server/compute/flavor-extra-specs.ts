/**
 * Extra specs of flavors. https://docs.openstack.org/api-ref/compute/#flavors-extra-specs-flavors-os-flavor-extra-specs
 * Follows `nova/api/openstack/compute/flavors_extraspecs.py`.
 */
import { flavorExtraSpecs as table } from '../../contracts/compute/flavor-extra-specs.ts';
import { within } from '../../contracts/microversion.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { checkExtraSpec } from './extra-spec-check.ts';
import { type Flavor, flavorOf, flavors } from './flavors.ts';

type Specs = Record<string, string | number>;

export const flavorExtraSpecHandlers = implement(table, {
  list: async (request) => ({ extra_specs: (await flavorOf(request, request.params.flavor_id)).extra_specs }),
  create: async (request) => {
    check(request, request.body.extra_specs);
    await add(request, request.params.flavor_id, request.body.extra_specs);
    return { extra_specs: request.body.extra_specs };
  },
  show: async (request) => {
    const { flavor_id, key } = request.params;
    const { extra_specs } = await flavorOf(request, flavor_id);
    return { [key]: extra_specs[key] ?? missing(flavor_id, key) };
  },
  update: async (request) => {
    const { flavor_id, key } = request.params;
    check(request, request.body);
    if (!Object.hasOwn(request.body, key)) throw badRequest('Request body and URI mismatch');
    await add(request, flavor_id, request.body);
    return request.body;
  },
  delete: async (request) => {
    const { flavor_id, key } = request.params;
    const flavor = await flavorOf(request, flavor_id);
    if (!Object.hasOwn(flavor.extra_specs, key)) missing(flavor_id, key);
    delete flavor.extra_specs[key];
    await save(request, flavor);
  },
});

function missing(id: string, key: string): never {
  throw notFound(`Flavor ${id} has no extra specs with key ${key}.`);
}
/** Throws 400. */
function check({ version }: Context, specs: Specs): void {
  for (const [name, value] of Object.entries(specs)) {
    const text = String(value);
    if (typeof value === 'number' && text.length > 255)
      throw badRequest(`Invalid input received: extra_specs value has ${text.length} characters, more than 255.`);
    if (within(version, { since: '2.86' })) checkExtraSpec(name, text);
  }
}
/** Numbers are kept as text; the answer to the request that sent them still shows numbers. */
async function add(request: Context, id: string, specs: Specs): Promise<void> {
  const flavor = await flavorOf(request, id);
  for (const [key, value] of Object.entries(specs)) flavor.extra_specs[key] = String(value);
  await save(request, flavor);
}
async function save({ rows, now }: Context, flavor: Flavor): Promise<void> {
  await rows.update(flavors, { ...flavor, updated_at: now });
}
