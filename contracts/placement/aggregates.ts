/** https://docs.openstack.org/api-ref/placement/#resource-provider-aggregates */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { get, put, resource } from '../operation.ts';
import { generation } from './names.ts';

const Aggregates = z.object({ aggregates: z.array(z.string()), resource_provider_generation: since('1.19', generation) });
const path = '/resource_providers/{uuid}/aggregates';

export const aggregates = resource({
  list: get(path, { since: '1.1', policy: 'placement:resource_providers:aggregates:list', status: 200, returns: Aggregates, errors: [403, 404] }),
  replace: put(path, {
    since: '1.1',
    policy: 'placement:resource_providers:aggregates:update',
    body: changes({ '1.1': z.array(uuid), '1.19': z.strictObject({ aggregates: z.array(uuid), resource_provider_generation: generation }) }),
    status: 200,
    returns: Aggregates,
    errors: [400, 403, 404, 409],
  }),
});
