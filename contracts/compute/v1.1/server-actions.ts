/** `nova/api/openstack/servers.py: ControllerV11.action` of 2011 */
import { z } from 'zod';
import { action, resource } from '../../operation.ts';
import { File, Server } from './servers.ts';
import { Metadata } from './types.ts';

const PATH = '/servers/{server_id}/action';
const right = (policy: string) => ({ policy: `os_compute_api:${policy}`, late: true as const });

export const serverActions = resource({
  changePassword: action(PATH, 'changePassword', {
    ...right('os-admin-password'),
    body: z.looseObject({ changePassword: z.looseObject({ adminPass: z.string() }) }),
    status: 202,
    errors: [400, 404, 409],
  }),
  reboot: action(PATH, 'reboot', {
    ...right('servers:reboot'),
    body: z.looseObject({ reboot: z.looseObject({ type: z.enum(['HARD', 'SOFT']) }) }),
    status: 202,
    errors: [400, 404, 422],
  }),
  rebuild: action(PATH, 'rebuild', {
    ...right('servers:rebuild'),
    body: z.looseObject({
      rebuild: z.looseObject({
        imageRef: z.union([z.string(), z.int()]),
        name: z.string().optional(),
        adminPass: z.string().optional(),
        metadata: Metadata.optional(),
        personality: z.array(File).optional(),
      }),
    }),
    status: 202,
    returns: z.object({ server: z.object({ ...Server.shape, adminPass: z.string() }) }),
    errors: [400, 404, 409, 413],
  }),
  resize: action(PATH, 'resize', {
    ...right('servers:resize'),
    body: z.looseObject({ resize: z.looseObject({ flavorRef: z.union([z.string(), z.int()]) }) }),
    status: 202,
    errors: [400, 404, 409, 413],
  }),
  confirmResize: action(PATH, 'confirmResize', {
    ...right('servers:confirm_resize'),
    body: z.looseObject({ confirmResize: z.null() }),
    status: 204,
    errors: [400, 404],
  }),
  revertResize: action(PATH, 'revertResize', {
    ...right('servers:revert_resize'),
    body: z.looseObject({ revertResize: z.null() }),
    status: 202,
    errors: [400, 404],
  }),
  createImage: action(PATH, 'createImage', {
    ...right('servers:create_image'),
    body: z.looseObject({ createImage: z.looseObject({ name: z.string(), metadata: Metadata.optional() }) }),
    status: 202,
    headers: ['location'],
    errors: [400, 404, 409, 413],
  }),
});
