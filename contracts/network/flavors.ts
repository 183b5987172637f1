/** https://docs.openstack.org/api-ref/network/v2/#networking-flavors-framework-v2-0-current-flavor-service-profile */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters } from './types.ts';

const Flavor = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  service_type: z.string(),
  enabled: z.boolean(),
  service_profiles: z.array(z.string()),
});
const changeable = { name: z.string().optional(), description: z.string().nullable().optional(), enabled: z.boolean().optional() };
const rows = rowsOf({
  path: '/flavors',
  collection: 'flavors',
  name: 'flavor',
  view: Flavor,
  create: z.object({ ...changeable, service_type: z.string() }),
  update: z.object(changeable),
  query: filters('id', 'name', 'description', 'service_type', 'enabled'),
});
const profiles = '/flavors/{flavor_id}/service_profiles';
const profile = '/flavors/{flavor_id}/service_profiles/{service_profile_id}';

export const flavors = resource({
  ...rows,
  /** The answer has the flavor's id. */
  addProfile: post(profiles, {
    policy: 'create_flavor_service_profile',
    late: true,
    body: z.object({ service_profile: z.object({ id: z.string() }) }),
    status: 201,
    returns: z.object({ service_profile: z.object({ id: z.string() }) }),
    errors: [400, 403, 404, 409],
  }),
  /** Only tells whether they are tied. */
  showProfile: get(profile, {
    policy: 'get_flavor_service_profile',
    late: true,
    status: 200,
    returns: z.object({ service_profile: z.object({}) }),
    errors: [404],
  }),
  removeProfile: del(profile, { policy: 'delete_flavor_service_profile', late: true, status: 204, errors: [403, 404] }),
});
