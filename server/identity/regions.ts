/** Regions. https://docs.openstack.org/api-ref/identity/v3/#regions `keystone/api/regions.py`, `keystone/catalog/backends/sql.py` */
import { regions as table } from '../../contracts/identity/regions.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, forbidden, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { extrasOf, sameId, stored } from './attributes.ts';
import { removeAssociations } from './endpoint-policy.ts';
import { linkTo, listed } from './listing.ts';
import { type RegionRow, endpoints, regions } from './rows.ts';

/** @throws CloudError 404 */
export async function regionById({ rows }: Scope, id: string): Promise<RegionRow> {
  const region = await rows.get(regions, id);
  if (!region) throw notFound(`Could not find region: ${id}.`);
  return region;
}
const KNOWN = ['description', 'parent_region_id'];

type Sent = { id?: string | null | undefined; description?: string | null | undefined; parent_region_id?: string | null | undefined };

export const regionHandlers = implement(table, {
  list: async (context) => listed(context, 'regions', { from: regions, filters: ['parent_region_id'], view: (row) => view(context, row) }),
  create: async (context) => ({ region: view(context, await createRegion(context, context.body.region)) }),

  async put(context) {
    const { region_id } = context.params;
    const sent = context.body.region;
    if (sent.id !== undefined && sent.id !== region_id) throw badRequest(`Conflicting region IDs specified: "${region_id}" != "${sent.id}"`);
    return { region: view(context, await createRegion(context, { ...sent, id: region_id })) };
  },

  show: async (context) => ({ region: view(context, await regionById(context, context.params.region_id)) }),

  async update(context) {
    const { region_id } = context.params;
    const sent = context.body.region;
    sameId(sent, region_id);
    if (sent.parent_region_id) await regionById(context, sent.parent_region_id);
    const region = await regionById(context, region_id);
    const row: RegionRow = {
      ...region,
      ...(sent.description !== undefined && { description: sent.description ?? '' }),
      ...(sent.parent_region_id !== undefined && { parent_region_id: sent.parent_region_id }),
      extras: { ...region.extras, ...extrasOf(sent, KNOWN) },
    };
    await refuseCircle(context, row);
    return { region: view(context, await context.rows.update(regions, row)) };
  },

  async delete(context) {
    const region = await regionById(context, context.params.region_id);
    const family = [region.id, ...(await below(context, region.id))];
    if ((await context.rows.count(endpoints, { region_id: family })) > 0) {
      throw forbidden(`Unable to delete region ${region.id} because it or its child regions have associated endpoints.`);
    }
    for (const id of family) {
      await removeAssociations(context, { region_id: id });
      await context.rows.remove(regions, id);
    }
  },
});

export async function createRegion(scope: Scope, sent: Sent): Promise<RegionRow> {
  const { world, rows } = scope;
  if (sent.parent_region_id) await regionById(scope, sent.parent_region_id);
  const row: RegionRow = {
    id: sent.id || world.ids.hex(),
    description: sent.description ?? '',
    parent_region_id: sent.parent_region_id ?? null,
    extras: extrasOf(sent, KNOWN),
  };
  if (await rows.get(regions, row.id)) throw stored('region', `Duplicate ID, ${row.id}.`);
  return rows.insert(regions, row);
}

/** Ids of all regions below one. */
export async function below({ rows }: Scope, id: string): Promise<string[]> {
  const found: string[] = [];
  let parents = [id];
  while (parents.length) {
    parents = (await rows.list(regions, { where: { parent_region_id: parents } })).map((child) => child.id);
    found.push(...parents);
  }
  return found;
}
async function refuseCircle({ rows }: Scope, row: RegionRow): Promise<void> {
  let above = row.parent_region_id;
  while (above !== null) {
    if (above === row.id) throw badRequest(`The specified parent region ${row.id} would create a circular region hierarchy.`);
    above = (await rows.get(regions, above))?.parent_region_id ?? null;
  }
}

const view = (context: Context, { id, description, parent_region_id, extras }: RegionRow) => ({
  ...extras,
  id,
  description,
  parent_region_id,
  links: { self: linkTo(context, 'regions', id) },
});
