/** Domains. https://docs.openstack.org/api-ref/identity/v3/#domains */
import { z } from 'zod';
import { del, get, patch, post, resource } from '../operation.ts';
import { tags } from './projects.ts';
import { Links, collection, flag, id, immutable, nonEmpty, paging, shortName } from './types.ts';

/** Further attributes are kept as they are. */
export const Domain = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  tags: z.array(z.string()),
  options: z.looseObject({}),
  links: Links,
});
const fields = {
  description: z.string().max(255).nullish(),
  enabled: flag,
  name: shortName.optional(),
  options: immutable.optional(),
  tags: tags.optional(),
};
const one = z.object({ domain: Domain });

export const domains = resource({
  list: get('/domains', {
    policy: 'identity:list_domains',
    late: true,
    query: z.looseObject({ enabled: flag, name: shortName.optional(), ...paging }),
    status: 200,
    returns: collection('domains', Domain),
    errors: [400, 401, 403, 404],
  }),
  create: post('/domains', {
    policy: 'identity:create_domain',
    body: z.strictObject({ domain: z.looseObject({ explicit_domain_id: id.optional(), ...fields, name: shortName }) }),
    status: 201,
    returns: one,
    errors: [400, 401, 403, 409],
  }),
  show: get('/domains/{domain_id}', { policy: 'identity:get_domain', late: true, status: 200, returns: one, errors: [401, 403, 404] }),
  update: patch('/domains/{domain_id}', {
    policy: 'identity:update_domain',
    late: true,
    body: z.strictObject({ domain: nonEmpty(z.looseObject(fields)) }),
    status: 200,
    returns: one,
    errors: [400, 401, 403, 404, 409],
  }),
  delete: del('/domains/{domain_id}', { policy: 'identity:delete_domain', late: true, status: 204, errors: [401, 403, 404] }),
});
