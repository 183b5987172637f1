/** The catalog as v2.0 shows it, and as it was shown before. `keystone/token/providers/common.py: V2TokenDataHelper` of 2014 */
import type { z } from 'zod';
import type { Access, LegacyAuth } from '../../../contracts/identity/v2.0/tokens.ts';
import type { Context } from '../../core/context.ts';
import { catalogFor } from '../catalog.ts';

type Catalog = z.output<typeof Access>['serviceCatalog'];
type Endpoint = Catalog[number]['endpoints'][number];

/** The addresses of a service in a region together, under the id of the public one. */
export async function serviceCatalog(context: Context, userId: string, projectId: string | undefined): Promise<Catalog> {
  if (projectId === undefined) return [];
  return (await catalogFor(context, userId, projectId)).map(({ name, type, endpoints }) => ({
    name,
    type,
    endpoints: [...Map.groupBy(endpoints, ({ region }) => region)].map(([region, list]): Endpoint => {
      const first = list.find(({ interface: face }) => face === 'public') ?? list[0];
      return { id: first?.id ?? '', region, ...Object.fromEntries(list.map(({ interface: face, url }) => [`${face}URL`, url])) };
    }),
    endpoints_links: [],
  }));
}

/** By the services' names. */
export const legacyCatalog = (catalog: Catalog): z.output<typeof LegacyAuth>['serviceCatalog'] =>
  Object.fromEntries(
    catalog.map(({ name, endpoints }) => [
      name,
      endpoints.map(({ region, publicURL = '', internalURL = publicURL, adminURL = publicURL }) => ({ region, publicURL, internalURL, adminURL })),
    ]),
  );
