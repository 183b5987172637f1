/** https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action */
import { z } from 'zod';
import { types, uuid } from '../json-schema.ts';
import { changes } from '../microversion.ts';
import { action, resource } from '../operation.ts';
import { DiskConfig, FlavorRef } from './server-types.ts';
import { Name } from './types.ts';

const PATH = '/servers/{server_id}/action';
/** The value of the key does not matter; by convention it is null. */
const body = <A extends string, T extends z.ZodType>(name: A, value: T): z.ZodObject<{ [key in A]: T }, z.core.$strict> =>
  z.strictObject({ [name]: value } as { [key in A]: T });
/** An action that needs nothing but its name. */
const plain = <A extends string>(name: A, policy: string) =>
  action(PATH, name, { policy: `os_compute_api:${policy}`, late: true as const, body: body(name, z.unknown()), status: 202, errors: [403, 404, 409] });

const Lock = z.strictObject({ locked_reason: z.string().min(1).max(255).optional() }).nullable();
const Unshelve = changes({
  '2.1': z.unknown(),
  '2.77': z.strictObject({ availability_zone: Name }).nullable(),
  '2.91': z.strictObject({ availability_zone: types(['string', 'null'], z.string().nullable()).optional(), host: z.string().optional() }).nullable(),
});
const adminPass = z.string();

export const serverActions = resource({
  start: plain('os-start', 'servers:start'),
  stop: plain('os-stop', 'servers:stop'),
  reboot: action(PATH, 'reboot', {
    policy: 'os_compute_api:servers:reboot',
    late: true,
    body: body('reboot', z.strictObject({ type: z.enum(['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']) })),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  pause: plain('pause', 'os-pause-server:pause'),
  unpause: plain('unpause', 'os-pause-server:unpause'),
  suspend: plain('suspend', 'os-suspend-server:suspend'),
  resume: plain('resume', 'os-suspend-server:resume'),
  lock: action(PATH, 'lock', {
    policy: 'os_compute_api:os-lock-server:lock',
    late: true,
    body: body('lock', changes({ '2.1': z.unknown(), '2.73': Lock })),
    status: 202,
    errors: [400, 403, 404],
  }),
  unlock: plain('unlock', 'os-lock-server:unlock'),
  rescue: action(PATH, 'rescue', {
    policy: 'os_compute_api:os-rescue',
    late: true,
    body: body('rescue', z.strictObject({ adminPass: adminPass.optional(), rescue_image_ref: uuid.optional() }).nullable()),
    status: 200,
    returns: z.object({ adminPass }),
    errors: [400, 403, 404, 409],
  }),
  unrescue: plain('unrescue', 'os-unrescue'),
  resize: action(PATH, 'resize', {
    policy: 'os_compute_api:servers:resize',
    late: true,
    body: body('resize', z.strictObject({ flavorRef: FlavorRef, 'OS-DCF:diskConfig': DiskConfig.optional() })),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  confirmResize: action(PATH, 'confirmResize', {
    policy: 'os_compute_api:servers:confirm_resize',
    late: true,
    body: body('confirmResize', z.unknown()),
    status: 204,
    errors: [400, 403, 404, 409],
  }),
  revertResize: plain('revertResize', 'servers:revert_resize'),
  changePassword: action(PATH, 'changePassword', {
    policy: 'os_compute_api:os-admin-password',
    late: true,
    body: body('changePassword', z.strictObject({ adminPass })),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  shelve: plain('shelve', 'os-shelve:shelve'),
  shelveOffload: plain('shelveOffload', 'os-shelve:shelve_offload'),
  unshelve: action(PATH, 'unshelve', {
    policy: 'os_compute_api:os-shelve:unshelve',
    late: true,
    body: body('unshelve', Unshelve),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
  restore: plain('restore', 'os-deferred-delete:restore'),
  forceDelete: plain('forceDelete', 'os-deferred-delete:force'),
  resetState: action(PATH, 'os-resetState', {
    policy: 'os_compute_api:os-admin-actions:reset_state',
    late: true,
    body: body('os-resetState', z.strictObject({ state: z.enum(['active', 'error']) })),
    status: 202,
    errors: [400, 403, 404],
  }),
  injectNetworkInfo: plain('injectNetworkInfo', 'os-admin-actions:inject_network_info'),
  /** Gone with nova-network. */
  resetNetwork: action(PATH, 'resetNetwork', { gone: '2.1', status: 202, errors: [410] }),
  triggerCrashDump: action(PATH, 'trigger_crash_dump', {
    since: '2.17',
    policy: 'os_compute_api:servers:trigger_crash_dump',
    late: true,
    body: body('trigger_crash_dump', z.null()),
    status: 202,
    errors: [400, 403, 404, 409],
  }),
});
