/** Mappings of what identity providers assert. https://docs.openstack.org/api-ref/identity/v3-ext/#mappings */
import { z } from 'zod';
import { del, get, patch, put, resource } from '../operation.ts';
import { Links, collection } from './types.ts';

const Mapping = z.object({ id: z.string(), rules: z.array(z.looseObject({})), schema_version: z.string(), links: Links });
const one = z.object({ mapping: Mapping });
/** The rules are checked by the handler, for upstream reports all that is wrong with them at once. */
const body = z.looseObject({ mapping: z.looseObject({ rules: z.json().optional(), schema_version: z.string().nullish() }).prefault({}) });
const path = '/OS-FEDERATION/mappings/{mapping_id}';
const errors = [401, 403, 404];

export const mappings = resource({
  list: get('/OS-FEDERATION/mappings', {
    policy: 'identity:list_mappings',
    status: 200,
    returns: collection('mappings', Mapping),
    errors: [401, 403],
  }),
  show: get(path, { policy: 'identity:get_mapping', status: 200, returns: one, errors }),
  put: put(path, { policy: 'identity:create_mapping', body, status: 201, returns: one, errors: [400, 401, 403, 409] }),
  update: patch(path, { policy: 'identity:update_mapping', body, status: 200, returns: one, errors: [400, ...errors] }),
  delete: del(path, { policy: 'identity:delete_mapping', status: 204, errors }),
});
