/** https://docs.openstack.org/api-ref/compute/#compute-services-os-services */
import { z } from 'zod';
import { flexBoolean } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { del, get, put, resource } from '../operation.ts';
import { strings } from './types.ts';

const filters = { host: strings, binary: strings };
const text = z.string().min(1).max(255);
const host = text.regex(/^[a-zA-Z0-9-._]*$/);
const ByName = z.strictObject({ host, binary: text, disabled_reason: text.optional(), forced_down: since('2.11', flexBoolean.optional()) });
const ById = z.strictObject({ status: z.enum(['enabled', 'disabled']).optional(), disabled_reason: text.optional(), forced_down: flexBoolean.optional() });

export const Service = z.object({
  binary: z.string(),
  host: z.string(),
  id: changes({ '2.1': z.int(), '2.53': z.uuid() }),
  zone: z.string(),
  status: z.enum(['enabled', 'disabled']),
  state: z.enum(['up', 'down']),
  updated_at: z.string().nullable(),
  disabled_reason: z.string().nullable(),
  forced_down: since('2.11', z.boolean()),
});
const Changed = z.object({
  host: z.string(),
  binary: z.string(),
  status: z.string().optional(),
  disabled_reason: z.string().optional(),
  forced_down: z.boolean().optional(),
});

export const services = resource({
  list: get('/os-services', {
    policy: 'os_compute_api:os-services:list',
    query: changes({ '2.1': z.object(filters), '2.75': z.strictObject(filters) }),
    status: 200,
    returns: z.object({ services: z.array(Service) }),
    errors: [400, 403],
  }),
  /** The id is what to do: `enable`, `disable`, `disable-log-reason` or `force-down`. */
  act: put('/os-services/{service_id}', {
    until: '2.52',
    policy: 'os_compute_api:os-services:update',
    body: ByName,
    status: 200,
    returns: z.object({ service: Changed }),
    errors: [400, 403, 404],
  }),
  update: put('/os-services/{service_id}', {
    since: '2.53',
    policy: 'os_compute_api:os-services:update',
    late: true,
    body: ById,
    status: 200,
    returns: z.object({ service: Service }),
    errors: [400, 403, 404],
  }),
  delete: del('/os-services/{service_id}', { policy: 'os_compute_api:os-services:delete', status: 204, errors: [400, 403, 404, 409] }),
});
