/** Services of the catalog. https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints `keystone/api/services.py` */
import { services as table } from '../../contracts/identity/services.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { extrasOf, sameId } from './attributes.ts';
import { removeAssociations } from './endpoint-policy.ts';
import { removeEndpoint } from './endpoints.ts';
import { linkTo, listed } from './listing.ts';
import { type ServiceRow, endpoints, services } from './rows.ts';

/** @throws CloudError 404 */
export async function serviceById({ rows }: Scope, id: string): Promise<ServiceRow> {
  const service = await rows.get(services, id);
  if (!service) throw notFound(`Could not find service: ${id}.`);
  return service;
}
const KNOWN = ['type', 'name', 'enabled'];

export const serviceHandlers = implement(table, {
  list: async (context) => listed(context, 'services', { from: services, filters: ['type', 'name'], view: (row) => view(context, row) }),

  async create(context) {
    const sent = context.body.service;
    const row: ServiceRow = {
      id: context.world.ids.hex(),
      type: sent.type,
      name: sent.name ?? '',
      enabled: sent.enabled ?? true,
      extras: extrasOf(sent, KNOWN),
    };
    return { service: view(context, await context.rows.insert(services, row)) };
  },

  show: async (context) => ({ service: view(context, await serviceById(context, context.params.service_id)) }),

  async update(context) {
    const sent = context.body.service;
    sameId(sent, context.params.service_id);
    const { type, name, enabled, ...service } = await serviceById(context, context.params.service_id);
    const row: ServiceRow = {
      ...service,
      type: sent.type ?? type,
      name: sent.name ?? name,
      enabled: sent.enabled ?? enabled,
      extras: { ...service.extras, ...extrasOf(sent, KNOWN) },
    };
    return { service: view(context, await context.rows.update(services, row)) };
  },

  async delete(context) {
    const { id } = await serviceById(context, context.params.service_id);
    for (const endpoint of await context.rows.list(endpoints, { where: { service_id: id } })) await removeEndpoint(context, endpoint.id);
    await removeAssociations(context, { service_id: id });
    await context.rows.remove(services, id);
  },
});

const view = (context: Context, { id, type, name, enabled, extras }: ServiceRow) => ({
  ...extras,
  name,
  id,
  type,
  enabled,
  links: { self: linkTo(context, 'services', id) },
});
