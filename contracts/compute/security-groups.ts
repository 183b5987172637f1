/** Nova's old way to security groups, until 2.35: https://docs.openstack.org/api-ref/compute/#security-groups-os-security-groups-deprecated */
import { z } from 'zod';
import { flexInteger, types, uuid } from '../json-schema.ts';
import { del, get, post, put, resource } from '../operation.ts';

const until = '2.35';
export const Rule = z.object({
  id: z.string(),
  parent_group_id: z.string(),
  ip_protocol: z.string().nullable(),
  from_port: z.int().nullable(),
  to_port: z.int().nullable(),
  group: z.object({ name: z.string().optional(), tenant_id: z.string().optional() }),
  ip_range: z.object({ cidr: z.string().optional() }),
});
export const Group = z.object({ id: z.string(), description: z.string().nullable(), name: z.string(), tenant_id: z.string(), rules: z.array(Rule) });
const one = z.object({ security_group: Group });
const text = z.string().max(255);
const body = z.looseObject({ security_group: z.looseObject({ name: text, description: text }) });
const counts = z.array(flexInteger({ min: 0 })).optional();

export const securityGroups = resource({
  list: get('/os-security-groups', {
    until,
    policy: 'os_compute_api:os-security-groups:get',
    query: z.looseObject({ limit: counts, offset: counts, all_tenants: z.array(z.string()).optional() }),
    status: 200,
    returns: z.object({ security_groups: z.array(Group) }),
    errors: [400, 403, 404],
  }),
  show: get('/os-security-groups/{id}', {
    until,
    policy: 'os_compute_api:os-security-groups:show',
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  create: post('/os-security-groups', {
    until,
    policy: 'os_compute_api:os-security-groups:create',
    body,
    status: 200,
    returns: one,
    errors: [400, 403],
  }),
  update: put('/os-security-groups/{id}', {
    until,
    policy: 'os_compute_api:os-security-groups:update',
    body,
    status: 200,
    returns: one,
    errors: [400, 403, 404],
  }),
  delete: del('/os-security-groups/{id}', { until, policy: 'os_compute_api:os-security-groups:delete', status: 202, errors: [400, 403, 404] }),
});
/** What is not said here was never checked. */
const anything = z.unknown().optional();
export const securityGroupRules = resource({
  create: post('/os-security-group-rules', {
    until,
    policy: 'os_compute_api:os-security-groups:rule:create',
    body: z.looseObject({
      security_group_rule: z.looseObject({
        group_id: types(['string', 'null'], uuid.nullable()).optional(),
        parent_group_id: uuid,
        to_port: anything,
        from_port: anything,
        ip_protocol: anything,
        cidr: anything,
      }),
    }),
    status: 200,
    returns: z.object({ security_group_rule: Rule }),
    errors: [400, 403, 404],
  }),
  delete: del('/os-security-group-rules/{id}', { until, policy: 'os_compute_api:os-security-groups:rule:delete', status: 202, errors: [400, 403, 404, 409] }),
});
