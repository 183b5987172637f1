/** https://docs.openstack.org/api-ref/compute/#servers-servers */
import { z } from 'zod';
import { flexBoolean, flexInteger } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { del, get, post, put, resource } from '../operation.ts';
import { ServerQuery } from './server-query.ts';
import {
  AccessIPv4,
  AccessIPv6,
  BlockDevices,
  DiskConfig,
  FlavorRef,
  Fqdn,
  ImageOrNone,
  LegacyBlockDevices,
  Metadata,
  NameOrNull,
  Networks,
  SchedulerHints,
  Tag,
  UserData,
  description,
  hostname,
  personality,
  trustedCertificates,
} from './server-types.ts';
import { Server, ServerInList, UpdatedServer } from './server-view.ts';
import { Links, Name } from './types.ts';

const count = flexInteger({ pattern: '^[0-9]*$', min: 1 });
const ServerCreate = z.strictObject({
  server: z.strictObject({
    name: Name,
    imageRef: ImageOrNone.optional(),
    flavorRef: FlavorRef,
    adminPass: z.string().optional(),
    metadata: Metadata.optional(),
    networks: Networks,
    'OS-DCF:diskConfig': DiskConfig.optional(),
    accessIPv4: AccessIPv4.optional(),
    accessIPv6: AccessIPv6.optional(),
    personality,
    availability_zone: Name.optional(),
    block_device_mapping: LegacyBlockDevices.optional(),
    block_device_mapping_v2: BlockDevices,
    config_drive: flexBoolean.optional(),
    key_name: Name.optional(),
    min_count: count.optional(),
    max_count: count.optional(),
    return_reservation_id: flexBoolean.optional(),
    security_groups: z.array(z.strictObject({ name: Name.optional() })).optional(),
    user_data: UserData.optional(),
    description,
    tags: since('2.52', z.array(Tag).max(50).optional()),
    trusted_image_certificates: trustedCertificates,
    host: since('2.74', Fqdn.optional()),
    hypervisor_hostname: since('2.74', Fqdn.optional()),
    hostname,
  }),
  'os:scheduler_hints': SchedulerHints.optional(),
  'OS-SCH-HNT:scheduler_hints': SchedulerHints.optional(),
});
export type ServerCreate = z.output<typeof ServerCreate>;
const ServerUpdate = z.strictObject({
  server: z.strictObject({
    name: Name.optional(),
    'OS-DCF:diskConfig': DiskConfig.optional(),
    accessIPv4: AccessIPv4.optional(),
    accessIPv6: AccessIPv6.optional(),
    description,
    hostname,
    pinned_availability_zone: since('2.104', NameOrNull.optional()),
  }),
});

/** The answer of a creation: of one server, or of the reservation that was asked for. */
const Created = z.union([
  z.object({
    server: z.object({
      id: z.string(),
      links: Links,
      'OS-DCF:diskConfig': DiskConfig,
      security_groups: z.array(z.object({ name: z.string().optional() })),
      adminPass: z.string(),
    }),
  }),
  z.object({ reservation_id: z.string() }),
]);
const summary = z.object({ id: z.string(), name: z.string(), links: Links });
/** Queries that were ignored until they were refused. */
const noQuery = changes({ '2.1': z.looseObject({}), '2.102': z.strictObject({}) });

export const servers = resource({
  list: get('/servers', {
    policy: 'os_compute_api:servers:index',
    query: ServerQuery,
    status: 200,
    returns: z.object({ servers: z.array(summary), servers_links: Links.optional() }),
    errors: [400, 403],
  }),
  listDetail: get('/servers/detail', {
    policy: 'os_compute_api:servers:detail',
    query: ServerQuery,
    status: 200,
    returns: z.object({ servers: z.array(ServerInList), servers_links: Links.optional() }),
    errors: [400, 403],
  }),
  create: post('/servers', {
    policy: 'os_compute_api:servers:create',
    late: true,
    body: ServerCreate,
    status: 202,
    returns: Created,
    headers: ['location'],
    errors: [400, 403, 409],
  }),
  show: get('/servers/{server_id}', {
    policy: 'os_compute_api:servers:show',
    late: true,
    query: noQuery,
    status: 200,
    returns: z.object({ server: Server }),
    errors: [404],
  }),
  update: put('/servers/{server_id}', {
    policy: 'os_compute_api:servers:update',
    late: true,
    body: ServerUpdate,
    status: 200,
    returns: z.object({ server: UpdatedServer }),
    errors: [400, 403, 404, 409],
  }),
  delete: del('/servers/{server_id}', { policy: 'os_compute_api:servers:delete', late: true, status: 204, errors: [403, 404, 409] }),
});
