/** https://docs.openstack.org/api-ref/block-storage/v3/#services-os-services */
import { z } from 'zod';
import type { Complaint } from '../json-schema.ts';
import { since } from '../microversion.ts';
import { get, put, resource } from '../operation.ts';
import { oneOfMembers, serviceHost } from './fields.ts';
import { nullableText, text } from './types.ts';

const Service = z.object({
  binary: z.string(),
  host: z.string(),
  zone: z.string(),
  status: z.enum(['enabled', 'disabled']),
  state: z.enum(['up', 'down']),
  updated_at: z.string().nullable(),
  /** Of `cinder-volume`, as are the last three. */
  backend_state: since('3.49', z.string().nullable().optional()),
  cluster: since('3.7', z.string().nullable()),
  disabled_reason: z.string().nullable(),
  replication_status: z.string().nullable().optional(),
  active_backend_id: z.string().nullable().optional(),
  frozen: z.boolean().optional(),
});
const named = z.string().min(1).max(255).optional();
const meant = { binary: named, host: serviceHost, cluster: nullableText(), service: named };
const oneService = oneOfMembers(z.strictObject(meant), ['binary', 'service']);
const blank: Complaint = { params: { text: "is not a 'disabled_reason'" } };
const reason = z
  .string()
  .min(1)
  .max(255)
  .refine((value) => value === '' || value.trim() !== '', blank)
  .optional();

const Changed = z.object({ host: z.string(), service: z.string(), binary: z.string(), status: z.string(), disabled: z.boolean() });
const aHost = z.strictObject({ cluster: nullableText(), host: serviceHost });
const binary = z.enum(['cinder-scheduler', 'cinder-volume', 'cinder-backup', 'cinder-api', '', '*']).optional();
const LEVELS = /^(?:debug|info|warning|error)$/i;
const level = z
  .string()
  .nullish()
  .superRefine((value, context) => {
    const sentence = `Invalid input received: ${value ?? 'None'} is not a valid log level.`;
    if (!LEVELS.test(value ?? '')) context.addIssue({ code: 'custom', params: { text: '', sentence } satisfies Complaint['params'] });
  });
const policy = 'volume_extension:services:update';

export const services = resource({
  list: get('/os-services', {
    policy: 'volume_extension:services:index',
    query: z.looseObject({ host: text.optional(), binary: text.optional() }),
    status: 200,
    returns: z.object({ services: z.array(Service) }),
    errors: [403],
  }),
  enable: put('/os-services/enable', { policy, body: oneService, status: 200, returns: Changed, errors: [400, 403, 404] }),
  disable: put('/os-services/disable', { policy, body: oneService, status: 200, returns: Changed, errors: [400, 403, 404] }),
  disableWithReason: put('/os-services/disable-log-reason', {
    policy,
    body: oneOfMembers(z.strictObject({ ...meant, disabled_reason: reason }), ['binary', 'service']),
    status: 200,
    returns: Changed.extend({ disabled_reason: z.string().nullable() }),
    errors: [400, 403, 404],
  }),
  /** Nothing may be written to its volumes from then on. */
  freeze: put('/os-services/freeze', { policy, body: aHost, status: 200, errors: [400, 403] }),
  thaw: put('/os-services/thaw', { policy, body: aHost, status: 200, errors: [400, 403] }),
  failover: put('/os-services/failover_host', {
    policy,
    body: z.strictObject({ host: serviceHost, backend_id: nullableText(), cluster: nullableText() }),
    plain: true,
    status: 202,
    errors: [400, 403],
  }),
  getLog: put('/os-services/get-log', {
    since: '3.32',
    policy,
    reads: true,
    body: z.strictObject({ binary, server: nullableText(), prefix: nullableText() }),
    status: 200,
    returns: z.object({ log_levels: z.array(z.object({ host: z.string(), binary: z.string(), levels: z.record(z.string(), z.string()) })) }),
    errors: [400, 403],
  }),
  setLog: put('/os-services/set-log', {
    since: '3.32',
    policy,
    body: z.strictObject({ binary, server: nullableText(), prefix: nullableText(), level }),
    plain: true,
    status: 202,
    errors: [400, 403],
  }),
});
