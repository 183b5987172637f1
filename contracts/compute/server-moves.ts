/** The actions that take a server to another host: https://docs.openstack.org/api-ref/compute/#servers-run-an-administrative-action-servers-action */
import { z } from 'zod';
import { flexBoolean, flexBooleanOr } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { action, resource } from '../operation.ts';
import { Fqdn } from './server-types.ts';

const PATH = '/servers/{server_id}/action';
const errors = [400, 403, 404, 409];
const host = Fqdn.nullable();

const live = { block_migration: flexBooleanOr('auto'), host };
const Live = changes({
  '2.1': z.strictObject({ block_migration: flexBoolean, disk_over_commit: flexBoolean, host }),
  '2.25': z.strictObject(live),
  '2.30': z.strictObject({ ...live, force: flexBoolean.optional() }),
  '2.68': z.strictObject(live),
});
const chosen = { host: Fqdn.optional(), adminPass: z.string().optional() };
const Evacuate = changes({
  '2.1': z.strictObject({ host: chosen.host, onSharedStorage: flexBoolean, adminPass: chosen.adminPass }),
  '2.14': z.strictObject(chosen),
  '2.29': z.strictObject({ ...chosen, force: flexBoolean.optional() }),
  '2.68': z.strictObject(chosen),
});

export const serverMoves = resource({
  migrate: action(PATH, 'migrate', {
    policy: 'os_compute_api:os-migrate-server:migrate',
    late: true,
    body: changes({
      '2.1': z.strictObject({ migrate: z.unknown() }),
      '2.56': z.strictObject({ migrate: z.strictObject({ host: host.optional() }).nullable() }),
    }),
    status: 202,
    errors,
  }),
  migrateLive: action(PATH, 'os-migrateLive', {
    policy: 'os_compute_api:os-migrate-server:migrate_live',
    late: true,
    body: z.strictObject({ 'os-migrateLive': Live }),
    status: 202,
    errors,
  }),
  evacuate: action(PATH, 'evacuate', {
    policy: 'os_compute_api:os-evacuate',
    late: true,
    body: z.strictObject({ evacuate: Evacuate }),
    status: 200,
    returns: changes({ '2.1': z.object({ adminPass: z.string().nullable() }), '2.14': z.undefined() }),
    errors,
  }),
});
