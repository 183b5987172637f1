/** Endpoints: v3's, together by service and region. `keystone/catalog/controllers.py: Endpoint` of 2014 */
import { endpoints as table } from '../../../contracts/identity/v2.0/endpoints.ts';
import { type Context, implement } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';
import { handOver } from '../../core/hand-over.ts';
import { urlOf } from '../catalog.ts';
import { endpointHandlers as v3 } from '../endpoints.ts';
import { expecting } from '../lookups.ts';
import { type EndpointRow, endpoints } from '../rows.ts';

const FACES = ['public', 'internal', 'admin'] as const;

export const endpointHandlers = implement(table, {
  list: async (context) => ({ endpoints: (await groups(context)).map((group) => view(context, group)) }),
  async create(context) {
    const { publicurl, service_id, region, ...rest } = context.body.endpoint;
    if (!publicurl) throw expecting('publicurl', 'endpoint');
    if (!service_id) throw expecting('service_id', 'endpoint');
    const urls = { public: publicurl, internal: rest.internalurl, admin: rest.adminurl };
    for (const face of FACES) {
      if (urls[face]) await handOver(v3, 'create', context, { body: { endpoint: { interface: face, url: urls[face], service_id, region } } });
    }
    const made = (await groups(context)).find((group) => group[0]?.service_id === service_id && group[0].region_id === (region ?? null));
    return { endpoint: view(context, made ?? []) };
  },
  async delete(context) {
    const { endpoint_id } = context.params;
    const found = (await groups(context)).find((group) => idOf(group) === endpoint_id);
    if (!found) throw notFound(`Could not find endpoint: ${endpoint_id}.`);
    for (const { id } of found) await context.rows.remove(endpoints, id);
  },
});

async function groups({ rows }: Context): Promise<EndpointRow[][]> {
  const all = await rows.list(endpoints);
  return [...Map.groupBy(all, ({ service_id, region_id }) => `${service_id}/${region_id}`).values()];
}
const idOf = (group: readonly EndpointRow[]): string => (group.find(({ interface: face }) => face === 'public') ?? group[0])?.id ?? '';

function view(context: Context, group: readonly EndpointRow[]) {
  const urls = Object.fromEntries(group.map((endpoint) => [`${endpoint.interface}url`, urlOf(context, endpoint)]));
  return { id: idOf(group), region: group[0]?.region_id ?? null, service_id: group[0]?.service_id ?? '', enabled: group[0]?.enabled ?? true, ...urls };
}
