/** Which filters lists take. https://docs.openstack.org/api-ref/block-storage/v3/#resource-filters */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { text } from './types.ts';

export const resourceFilters = resource({
  list: get('/resource_filters', {
    since: '3.33',
    query: z.looseObject({ resource: text.optional() }),
    status: 200,
    returns: z.object({ resource_filters: z.array(z.object({ resource: z.string(), filters: z.array(z.string()) })) }),
  }),
});
