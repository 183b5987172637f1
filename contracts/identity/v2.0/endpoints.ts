/** Endpoints: up to three addresses of a service in a region under one id. `keystone/catalog/controllers.py: Endpoint` of 2014 */
import { z } from 'zod';
import { del, get, post, resource } from '../../operation.ts';
import { admin } from './types.ts';

const urls = { publicurl: z.string().optional(), internalurl: z.string().nullish(), adminurl: z.string().nullish() };
const Endpoint = z.looseObject({ id: z.string(), service_id: z.string(), region: z.string().nullable(), ...urls });

export const endpoints = resource({
  list: get('/endpoints', { ...admin, status: 200, returns: z.object({ endpoints: z.array(Endpoint) }), errors: [401, 403] }),
  create: post('/endpoints', {
    ...admin,
    body: z.looseObject({ endpoint: z.looseObject({ ...urls, service_id: z.string().optional(), region: z.string().nullish() }) }),
    status: 200,
    returns: z.object({ endpoint: Endpoint }),
    errors: [400, 401, 403],
  }),
  delete: del('/endpoints/{endpoint_id}', { ...admin, status: 204, errors: [401, 403, 404] }),
});
