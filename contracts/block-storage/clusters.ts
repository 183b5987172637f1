/** https://docs.openstack.org/api-ref/block-storage/v3/#clusters-clusters and #workers-workers */
import { z } from 'zod';
import type { Complaint } from '../json-schema.ts';
import { types } from '../json-schema.ts';
import { get, post, put, resource } from '../operation.ts';
import { filledName } from './fields.ts';
import { boolean, nullableText, optionalUuid } from './types.ts';

const nullable = z.string().nullable();
const Cluster = z.looseObject({ name: z.string(), binary: z.string(), state: z.enum(['up', 'down']), status: z.enum(['enabled', 'disabled']) });
const blank: Complaint = { params: { text: "is not a 'disabled_reason'" } };
const disabled_reason = nullable.refine((reason) => !reason || reason.trim() !== '', blank).optional();
const meant = { name: filledName, binary: nullableText() };

export const clusters = resource({
  list: get('/clusters', {
    since: '3.7',
    policy: 'clusters:get_all',
    query: z.looseObject({}),
    status: 200,
    returns: z.object({ clusters: z.array(Cluster) }),
    errors: [400, 403],
  }),
  listDetail: get('/clusters/detail', {
    since: '3.7',
    policy: 'clusters:get_all',
    query: z.looseObject({}),
    status: 200,
    returns: z.object({ clusters: z.array(Cluster) }),
    errors: [400, 403],
  }),
  show: get('/clusters/{cluster}', { since: '3.7', policy: 'clusters:get', status: 200, returns: z.object({ cluster: Cluster }), errors: [403, 404] }),
  enable: put('/clusters/enable', {
    since: '3.7',
    policy: 'clusters:update',
    body: z.strictObject(meant),
    status: 200,
    returns: z.object({ cluster: Cluster }),
    errors: [400, 403, 404],
  }),
  disable: put('/clusters/disable', {
    since: '3.7',
    policy: 'clusters:update',
    body: z.strictObject({ ...meant, disabled_reason }),
    status: 200,
    returns: z.object({ cluster: Cluster }),
    errors: [400, 403, 404],
  }),
});

const hostname = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9-._#@:/+]*$/)
  .nullish();
const Worker = z.object({ id: z.int(), host: z.string(), binary: z.string(), cluster_name: nullable });

export const workers = resource({
  /** What services that are down have left unfinished is given to others. */
  cleanup: post('/workers/cleanup', {
    since: '3.24',
    policy: 'workers:cleanup',
    body: z.strictObject({
      cluster_name: hostname,
      disabled: boolean.optional(),
      host: hostname,
      is_up: boolean.optional(),
      binary: z.enum(['cinder-volume', 'cinder-scheduler']).optional(),
      resource_id: optionalUuid,
      resource_type: nullableText(0, 40),
      service_id: types(
        ['integer', 'string', 'null'],
        z
          .union([
            z.int(),
            z
              .string()
              .max(11)
              .regex(/^[0-9]*$/),
            z.null(),
          ])
          .optional(),
      ),
    }),
    status: 202,
    returns: z.object({ cleaning: z.array(Worker), unavailable: z.array(Worker) }),
    errors: [400, 403],
  }),
});
