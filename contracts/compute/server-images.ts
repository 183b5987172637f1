/** Actions that go between a server and its images. https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action */
import { z } from 'zod';
import { flexBoolean, types, uuid } from '../json-schema.ts';
import { changes, since } from '../microversion.ts';
import { action, resource } from '../operation.ts';
import { AccessIPv4, AccessIPv6, DiskConfig, Metadata, NameOrNull, UserData, description, hostname, personality, trustedCertificates } from './server-types.ts';
import { RebuiltServer } from './server-view.ts';
import { Name, nonNegative } from './types.ts';

const PATH = '/servers/{server_id}/action';
const Rebuild = z.strictObject({
  rebuild: z.strictObject({
    name: Name.optional(),
    imageRef: uuid,
    adminPass: z.string().optional(),
    metadata: Metadata.optional(),
    preserve_ephemeral: flexBoolean.optional(),
    'OS-DCF:diskConfig': DiskConfig.optional(),
    accessIPv4: AccessIPv4.optional(),
    accessIPv6: AccessIPv6.optional(),
    personality,
    description,
    key_name: since('2.54', NameOrNull.optional()),
    user_data: since('2.57', types(['string', 'null'], UserData.nullable()).optional()),
    trusted_image_certificates: trustedCertificates,
    hostname,
  }),
});
export type Rebuild = z.output<typeof Rebuild>['rebuild'];
/** Until 2.45 only the header says which image it will be. */
const Snapshot = changes({ '2.1': z.undefined(), '2.45': z.object({ image_id: z.string() }) });

export const serverImages = resource({
  rebuild: action(PATH, 'rebuild', {
    policy: 'os_compute_api:servers:rebuild',
    late: true,
    body: Rebuild,
    status: 202,
    returns: z.object({ server: RebuiltServer }),
    headers: ['location'],
    errors: [400, 403, 404, 409],
  }),
  createImage: action(PATH, 'createImage', {
    policy: 'os_compute_api:servers:create_image',
    late: true,
    body: z.strictObject({ createImage: z.strictObject({ name: Name, metadata: Metadata.optional() }) }),
    status: 202,
    returns: Snapshot,
    headers: ['location'],
    errors: [400, 403, 404, 409],
  }),
  createBackup: action(PATH, 'createBackup', {
    policy: 'os_compute_api:os-create-backup',
    late: true,
    body: z.strictObject({
      createBackup: z.strictObject({ name: Name, backup_type: z.string(), rotation: nonNegative, metadata: Metadata.optional() }),
    }),
    status: 202,
    returns: Snapshot,
    headers: ['location'],
    errors: [400, 403, 404, 409],
  }),
});
