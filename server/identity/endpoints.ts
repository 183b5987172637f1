/** Endpoints of the catalog. https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints `keystone/api/endpoints.py` */
import { endpoints as table } from '../../contracts/identity/endpoints.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { extrasOf, sameId } from './attributes.ts';
import { urlOf } from './catalog.ts';
import { removeFromFilter } from './endpoint-filter.ts';
import { removeAssociations } from './endpoint-policy.ts';
import { linkTo, listed } from './listing.ts';
import { expecting } from './lookups.ts';
import { createRegion } from './regions.ts';
import { type EndpointRow, endpoints, regions, services } from './rows.ts';

/** @throws CloudError 404 */
export async function endpointById({ rows }: Scope, id: string): Promise<EndpointRow> {
  const endpoint = await rows.get(endpoints, id);
  if (!endpoint) throw notFound(`Could not find endpoint: ${id}.`);
  return endpoint;
}
const KNOWN = ['interface', 'region', 'region_id', 'service_id', 'url', 'enabled'];

export const endpointHandlers = implement(table, {
  list: async (context) =>
    listed(context, 'endpoints', { from: endpoints, filters: ['interface', 'service_id', 'region_id'], view: (row) => view(context, row) }),

  async create(context) {
    const sent = context.body.endpoint;
    checkUrl(sent.url);
    const region_id = (await regionOf(context, sent)) ?? null;
    await checkService(context, sent.service_id);
    const row: EndpointRow = {
      id: context.world.ids.hex(),
      interface: sent.interface,
      region_id,
      service_id: sent.service_id,
      url: sent.url,
      enabled: sent.enabled ?? true,
      extras: extrasOf(sent, KNOWN),
    };
    return { endpoint: view(context, await context.rows.insert(endpoints, row)) };
  },

  show: async (context) => ({ endpoint: view(context, await endpointById(context, context.params.endpoint_id)) }),

  async update(context) {
    const sent = context.body.endpoint;
    sameId(sent, context.params.endpoint_id);
    const region_id = await regionOf(context, sent);
    const { at, ...endpoint } = await endpointById(context, context.params.endpoint_id);
    if (sent.service_id !== undefined) await checkService(context, sent.service_id);
    const row: EndpointRow = {
      ...endpoint,
      // an address that was given is no longer ours to fill in
      ...(sent.url === undefined ? at && { at } : { url: sent.url }),
      interface: sent.interface ?? endpoint.interface,
      service_id: sent.service_id ?? endpoint.service_id,
      enabled: sent.enabled ?? endpoint.enabled,
      ...(region_id !== undefined && { region_id }),
      extras: { ...endpoint.extras, ...extrasOf(sent, KNOWN) },
    };
    return { endpoint: view(context, await context.rows.update(endpoints, row)) };
  },

  async delete(context) {
    const { id } = await endpointById(context, context.params.endpoint_id);
    await removeEndpoint(context, id);
  },
});

/** What may be filled in. `keystone/common/utils.py: WHITELISTED_PROPERTIES` */
const PLACEHOLDERS = ['tenant_id', 'project_id', 'user_id', 'compute_host', 'public_endpoint'];
function checkUrl(url: string): void {
  const rest = url.replaceAll(/[$%]\((\w+)\)s/g, (whole, key: string) => (PLACEHOLDERS.includes(key) ? '' : whole));
  if (/%|\$\(/.test(rest.replaceAll('%%', ''))) throw badRequest(`Cannot create an endpoint with an invalid URL: ${url}.`);
}
async function checkService({ rows }: Scope, id: string): Promise<void> {
  if (!(await rows.get(services, id))) throw expecting('endpoint service_id', 'service table');
}
/** A region given by the old name is made where there is none. */
async function regionOf(scope: Scope, { region_id, region }: { region_id?: string | null | undefined; region?: string | null | undefined }) {
  if (region_id === undefined && region === undefined) return undefined;
  const id = region_id ?? region ?? null;
  if (id === null || (await scope.rows.get(regions, id))) return id;
  if (region_id) throw expecting('endpoint region_id', 'region table');
  return (await createRegion(scope, { id })).id;
}

/** With what hangs on the endpoint. */
export async function removeEndpoint(scope: Scope, id: string): Promise<void> {
  await removeFromFilter(scope, { endpoint_id: id });
  await removeAssociations(scope, { endpoint_id: id });
  await scope.rows.remove(endpoints, id);
}

export const view = (context: Context, row: EndpointRow) => ({
  ...row.extras,
  id: row.id,
  interface: row.interface,
  region_id: row.region_id,
  service_id: row.service_id,
  url: urlOf(context, row),
  enabled: row.enabled,
  region: row.region_id,
  links: { self: linkTo(context, 'endpoints', row.id) },
});
