/** https://docs.openstack.org/api-ref/compute/#port-interfaces-servers-os-interface */
import { z } from 'zod';
import { uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { del, get, post, resource } from '../operation.ts';
import { Ip, Tag } from './server-types.ts';

const Attachment = z.object({
  net_id: z.string(),
  port_id: z.string(),
  mac_addr: z.string(),
  port_state: z.string(),
  fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
  tag: since('2.70', z.string().nullable()),
});
const one = z.object({ interfaceAttachment: Attachment });
const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });
const COLLECTION = '/servers/{server_id}/os-interface';
const ITEM = '/servers/{server_id}/os-interface/{port_id}';

export const serverInterfaces = resource({
  list: get(COLLECTION, {
    policy: 'os_compute_api:os-attach-interfaces:list',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ interfaceAttachments: z.array(Attachment) }),
    errors: [403, 404],
  }),
  show: get(ITEM, { policy: 'os_compute_api:os-attach-interfaces:show', late: true, query: noQuery, status: 200, returns: one, errors: [403, 404] }),
  create: post(COLLECTION, {
    policy: 'os_compute_api:os-attach-interfaces:create',
    late: true,
    body: z.strictObject({
      interfaceAttachment: z
        .strictObject({
          net_id: uuid.optional(),
          port_id: uuid.optional(),
          fixed_ips: z
            .array(z.strictObject({ ip_address: Ip }))
            .min(1)
            .max(1)
            .optional(),
          tag: since('2.49', Tag.optional()),
        })
        .optional(),
    }),
    status: 200,
    returns: one,
    errors: [400, 403, 404, 409],
  }),
  delete: del(ITEM, { policy: 'os_compute_api:os-attach-interfaces:delete', late: true, status: 202, errors: [403, 404, 409] }),
});
