/** Registered limits. https://docs.openstack.org/api-ref/identity/v3/#unified-limits `keystone/limit` */
import { registeredLimits as table } from '../../contracts/identity/registered-limits.ts';
import { type Context, implement } from '../core/context.ts';
import { forbidden, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored } from './attributes.ts';
import { limits } from './limits.ts';
import { linkTo, listed } from './listing.ts';
import { expecting } from './lookups.ts';
import { regions, services } from './rows.ts';

export interface RegisteredLimitRow {
  id: string;
  service_id: string;
  region_id: string | null;
  resource_name: string;
  default_limit: number;
  description: string | null;
}
export const registeredLimits = collection<RegisteredLimitRow>('identity_registered_limits', { service_id: 'text', region_id: 'text', resource_name: 'text' });

async function registeredLimitById({ rows }: Scope, id: string): Promise<RegisteredLimitRow> {
  const row = await rows.get(registeredLimits, id);
  if (!row) throw notFound(`Could not find registered limit for ${id}.`);
  return row;
}

export const registeredLimitHandlers = implement(table, {
  list: async (context) =>
    listed(context, 'registered_limits', {
      from: registeredLimits,
      filters: ['service_id', 'region_id', 'resource_name'],
      view: (row) => view(context, row),
    }),

  async create(context) {
    const { rows, world, body } = context;
    for (const sent of body.registered_limits) await checkPlace(context, sent, 'registered_limit');
    const made: RegisteredLimitRow[] = [];
    for (const { service_id, region_id = null, resource_name, default_limit, description = null } of body.registered_limits) {
      const row = { id: world.ids.hex(), service_id, region_id, resource_name, default_limit, description };
      await refuseTaken(context, row);
      made.push(await rows.insert(registeredLimits, row));
    }
    return { registered_limits: made.map((row) => view(context, row)) };
  },

  show: async (context) => ({ registered_limit: view(context, await registeredLimitById(context, context.params.registered_limit_id)) }),

  async update(context) {
    const sent = context.body.registered_limit;
    await checkPlace(context, sent, 'registered_limit');
    const row = await registeredLimitById(context, context.params.registered_limit_id);
    await refuseInUse(context, row);
    const changed: RegisteredLimitRow = {
      ...row,
      service_id: sent.service_id ?? row.service_id,
      ...(sent.region_id !== undefined && { region_id: sent.region_id }),
      resource_name: sent.resource_name ?? row.resource_name,
      default_limit: sent.default_limit ?? row.default_limit,
      ...(sent.description !== undefined && { description: sent.description }),
    };
    await refuseTaken(context, changed);
    return { registered_limit: view(context, await context.rows.update(registeredLimits, changed)) };
  },

  async delete(context) {
    const row = await registeredLimitById(context, context.params.registered_limit_id);
    await refuseInUse(context, row);
    await context.rows.remove(registeredLimits, row.id);
  },
});

/** The service and the region have to be there. @throws CloudError 400 */
export async function checkPlace({ rows }: Scope, place: { service_id?: string | undefined; region_id?: string | null | undefined }, target: string) {
  if (place.service_id !== undefined && !(await rows.get(services, place.service_id))) throw expecting('service_id', target);
  if (place.region_id && !(await rows.get(regions, place.region_id))) throw expecting('region_id', target);
}
async function refuseTaken({ rows }: Scope, { id, service_id, region_id, resource_name }: RegisteredLimitRow): Promise<void> {
  const alike = await rows.list(registeredLimits, { where: { service_id, region_id, resource_name } });
  if (alike.some((other) => other.id !== id)) throw stored('registered_limit', 'Duplicate entry');
}
async function refuseInUse({ rows }: Scope, { id }: RegisteredLimitRow): Promise<void> {
  if ((await rows.count(limits, { registered_limit_id: id })) > 0)
    throw forbidden(`Unable to update or delete registered limit ${id} because there are project limits associated with it.`);
}

const view = (context: Context, { id, service_id, region_id, resource_name, default_limit, description }: RegisteredLimitRow) => ({
  id,
  service_id,
  region_id,
  resource_name,
  default_limit,
  description,
  links: { self: linkTo(context, 'registered_limits', id) },
});
