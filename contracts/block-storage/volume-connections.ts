/**
 * How volumes got to servers before there were attachments: actions of volumes.
 * https://docs.openstack.org/api-ref/block-storage/v3/#volume-actions-volumes-action
 */
import { z } from 'zod';
import { types, uuid } from '../json-schema.ts';
import { action, resource } from '../operation.ts';
import { oneOf } from './types.ts';

const PATH = '/volumes/{volume_id}/action';
const late = true as const;
const errors = [400, 403, 404];
const done = { late, status: 202, errors } as const;
/** Takes whatever stands there. */
const bare = <K extends string>(key: K) => z.strictObject({ [key]: z.unknown() } as { [key in K]: z.ZodUnknown });
const connector = types(['string', 'object', 'null'], z.union([z.string(), z.record(z.string(), z.unknown()), z.null()]));

const Attach = z
  .strictObject({
    instance_uuid: uuid.optional(),
    mountpoint: z.string().min(1).max(255),
    host_name: z.string().max(255).optional(),
    mode: z.enum(['rw', 'ro']).optional(),
  })
  .refine(({ instance_uuid, host_name }) => instance_uuid !== undefined || host_name !== undefined, {
    params: { text: 'is not valid under any of the given schemas' },
  });
const Detach = z.strictObject({ attachment_id: oneOf(uuid.nullable()).optional() }).nullable();
const connection = types(['object', 'string'], z.union([z.record(z.string(), z.unknown()), z.string()]));

export const volumeConnections = resource({
  reserve: action(PATH, 'os-reserve', { ...done, policy: 'volume_extension:volume_actions:reserve', body: bare('os-reserve') }),
  unreserve: action(PATH, 'os-unreserve', { ...done, policy: 'volume_extension:volume_actions:unreserve', body: bare('os-unreserve') }),
  attach: action(PATH, 'os-attach', { ...done, policy: 'volume_extension:volume_actions:attach', body: z.strictObject({ 'os-attach': Attach }) }),
  detach: action(PATH, 'os-detach', { ...done, policy: 'volume_extension:volume_actions:detach', body: z.strictObject({ 'os-detach': Detach }) }),
  beginDetaching: action(PATH, 'os-begin_detaching', {
    ...done,
    policy: 'volume_extension:volume_actions:begin_detaching',
    body: bare('os-begin_detaching'),
  }),
  rollDetaching: action(PATH, 'os-roll_detaching', {
    ...done,
    policy: 'volume_extension:volume_actions:roll_detaching',
    body: bare('os-roll_detaching'),
  }),
  /** Says where its target is. */
  initializeConnection: action(PATH, 'os-initialize_connection', {
    late,
    policy: 'volume_extension:volume_actions:initialize_connection',
    body: z.strictObject({ 'os-initialize_connection': z.strictObject({ connector: connection }) }),
    status: 200,
    returns: z.object({ connection_info: z.looseObject({ driver_volume_type: z.string() }) }),
    errors,
  }),
  terminateConnection: action(PATH, 'os-terminate_connection', {
    ...done,
    policy: 'volume_extension:volume_actions:terminate_connection',
    body: z.strictObject({ 'os-terminate_connection': z.strictObject({ connector }) }),
  }),
  forceDetach: action(PATH, 'os-force_detach', {
    ...done,
    policy: 'volume_extension:volume_admin_actions:force_detach',
    body: z.strictObject({ 'os-force_detach': z.strictObject({ connector: connector.optional(), attachment_id: z.string().nullish() }) }),
  }),
});
