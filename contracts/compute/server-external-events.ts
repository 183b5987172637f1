/** What other services tell of a server: https://docs.openstack.org/api-ref/compute/#create-external-events-os-server-external-events */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { post, resource } from '../operation.ts';

const network = ['network-changed', 'network-vif-plugged', 'network-vif-unplugged', 'network-vif-deleted'] as const;
const name = changes({
  '2.1': z.enum(network),
  '2.51': z.enum([...network, 'volume-extended']),
  '2.76': z.enum([...network, 'volume-extended', 'power-update']),
  '2.82': z.enum([...network, 'volume-extended', 'power-update', 'accelerator-request-bound']),
  '2.93': z.enum([...network, 'volume-extended', 'power-update', 'accelerator-request-bound', 'volume-reimaged']),
});
const status = z.enum(['failed', 'completed', 'in-progress']);
const Event = z.strictObject({ name, server_uuid: uuid, status: status.optional(), tag: z.string().max(255).optional() });

export const serverExternalEvents = resource({
  /** 207 when one of the events was not taken. */
  create: post('/os-server-external-events', {
    policy: 'os_compute_api:os-server-external-events:create',
    body: z.strictObject({ events: z.array(Event).min(1) }),
    status: 200,
    returns: z.object({ events: z.array(z.object({ name: z.string(), server_uuid: z.string(), tag: z.string().optional(), status, code: z.int() })) }),
    errors: [400, 403],
  }),
});
