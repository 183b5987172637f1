/** https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets */
import { z } from 'zod';
import { flexBoolean, flexInteger } from '../json-schema.ts';
import { changes, type Microversion, until } from '../microversion.ts';
import { del, get, put, resource } from '../operation.ts';
import { MAX_INT, strings } from './types.ts';

const limit = flexInteger({ pattern: '^-?[0-9]+$', min: -1, max: MAX_INT }).optional();
/** Limits in the order in which upstream's schema has them. @param network last microversion of what Neutron has taken over */
export const wantedLimits = (network: Microversion) => ({
  instances: limit,
  cores: limit,
  ram: limit,
  floating_ips: until(network, limit),
  fixed_ips: until(network, limit),
  metadata_items: limit,
  key_pairs: limit,
  security_groups: until(network, limit),
  security_group_rules: until(network, limit),
  injected_files: until('2.56', limit),
  injected_file_content_bytes: until('2.56', limit),
  injected_file_path_bytes: until('2.56', limit),
  server_groups: limit,
  server_group_members: limit,
});
/** The same in an answer, which sorts them. */
export const limits = <T extends z.ZodType>(network: Microversion, type: T) => ({
  cores: type,
  fixed_ips: until(network, type),
  floating_ips: until(network, type),
  injected_file_content_bytes: until('2.56', type),
  injected_file_path_bytes: until('2.56', type),
  injected_files: until('2.56', type),
  instances: type,
  key_pairs: type,
  metadata_items: type,
  ram: type,
  security_group_rules: until(network, type),
  security_groups: until(network, type),
});
const groups = <T extends z.ZodType>(type: T) => ({ server_group_members: type, server_groups: type });

const Updated = z.object({ ...limits('2.35', z.int()), ...groups(z.int()) });
const QuotaSet = z.object({ id: z.string(), ...Updated.shape });
const Detail = z.object({ limit: z.int(), in_use: z.int(), reserved: z.int() });
const QuotaSetDetail = z.object({ id: z.string(), ...limits('2.35', Detail), ...groups(Detail) });

const user = { user_id: strings };
const query = changes({ '2.1': z.object(user), '2.75': z.strictObject(user) });
const path = '/os-quota-sets/{project_id}';
const rule = (name: string) => `os_compute_api:os-quota-sets:${name}`;

export const quotaSets = resource({
  show: get(path, { policy: rule('show'), late: true, query, status: 200, returns: z.object({ quota_set: QuotaSet }), errors: [400, 403] }),
  detail: get(`${path}/detail`, {
    policy: rule('detail'),
    late: true,
    query,
    status: 200,
    returns: z.object({ quota_set: QuotaSetDetail }),
    errors: [400, 403],
  }),
  defaults: get(`${path}/defaults`, { policy: rule('defaults'), status: 200, returns: z.object({ quota_set: QuotaSet }), errors: [400] }),
  update: put(path, {
    policy: rule('update'),
    query,
    body: z.strictObject({ quota_set: z.strictObject({ ...wantedLimits('2.35'), force: flexBoolean.optional() }) }),
    status: 200,
    returns: z.object({ quota_set: Updated }),
    errors: [400, 403],
  }),
  delete: del(path, { policy: rule('delete'), query, status: 202, errors: [403] }),
});
