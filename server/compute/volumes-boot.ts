/** Servers under another name: what is asked of them there is answered as anywhere. `nova/api/openstack/compute/routes.py` */
import { volumesBoot as table } from '../../contracts/compute/volumes-boot.ts';
import type { Implemented } from '../core/context.ts';
import { serverActionHandlers } from './server-actions.ts';
import { serverImageHandlers } from './server-images.ts';
import { serverHandlers } from './servers.ts';

export const volumesBootHandlers: Implemented = {
  table,
  handlers: { ...serverActionHandlers.handlers, ...serverImageHandlers.handlers, ...serverHandlers.handlers },
};
