/** The catalog: where the services are. `keystone/catalog/backends/sql.py` */
import type { z } from 'zod';
import type { Catalog } from '../../contracts/identity/tokens.ts';
import type { Context } from '../core/context.ts';
import { endpointIdsFor } from './endpoint-filter.ts';
import { remember } from './remember.ts';
import { type EndpointRow, type ServiceRow, endpoints, services } from './rows.ts';

interface Entry {
  service: ServiceRow;
  endpoints: EndpointRow[];
}
/** Enabled services with their enabled endpoints, by id. */
const entries = async (scope: Context): Promise<Entry[]> =>
  remember(scope, 'catalog', async () => {
    const byService = Map.groupBy(await scope.rows.list(endpoints), ({ service_id }) => service_id);
    const all = await scope.rows.list(services);
    return all.filter(({ enabled }) => enabled).map((service) => ({ service, endpoints: (byService.get(service.id) ?? []).filter(({ enabled }) => enabled) }));
  });

/** Our own services are where this client finds them. */
export const urlOf = ({ originOf }: Context, { url, at }: Pick<EndpointRow, 'url' | 'at'>): string => (at ? originOf(at) + url : url);

/** `$(project_id)s` and `%(tenant_id)s` stand for the token's; undefined where there is nothing to put in. */
function filledIn(url: string, values: Record<string, string | undefined>): string | undefined {
  let complete = true;
  const filled = url.replaceAll(/[$%]\((\w+)\)s/g, (_, key: string) => values[key] ?? ((complete = false), ''));
  return complete ? filled : undefined;
}

/** As the bearer of a token sees it. */
export async function catalogFor(context: Context, userId: string, projectId: string | undefined): Promise<z.output<typeof Catalog>> {
  // where Keystone was found tells where the others are
  return remember(context, `catalog/${context.originOf('identity')}/${context.originOf('compute')}/${userId}/${projectId}`, async () =>
    build(context, userId, projectId),
  );
}
async function build(context: Context, userId: string, projectId: string | undefined): Promise<z.output<typeof Catalog>> {
  const values = { user_id: userId, project_id: projectId, tenant_id: projectId };
  const seen = projectId === undefined ? undefined : await endpointIdsFor(context, projectId);
  const visible = (await entries(context)).map(({ service, endpoints: list }) => ({ service, endpoints: seen ? list.filter(({ id }) => seen.has(id)) : list }));
  return (seen ? visible.filter(({ endpoints: list }) => list.length) : visible).map(({ service: { id, type, name }, endpoints: list }) => ({
    endpoints: list.flatMap(({ id, interface: face, region_id, ...endpoint }) => {
      const url = filledIn(urlOf(context, endpoint), values);
      return url === undefined ? [] : [{ id, interface: face, region_id, url, region: region_id }];
    }),
    id,
    type,
    name,
  }));
}
