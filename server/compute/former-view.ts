/** What Nova showed otherwise at other times. `nova/api/openstack/compute/contrib/extended_availability_zone.py`, `security_groups.py`, `views/images.py` of 2014 */
import type { ServerView } from '../../contracts/compute/server-view.ts';
import type { Context } from '../core/context.ts';
import { DEFAULT_ZONE } from './host-rows.ts';
import { type ServerRow, instanceName } from './server-rows.ts';

/** A server had its zone, its groups and its name on the host from the beginning. */
export function formerView({ world: { era } }: Context, row: ServerRow, forOperators: boolean): Partial<ServerView> {
  if (era === 'modern' || row.vm_state !== 'building') return {};
  return {
    'OS-EXT-AZ:availability_zone': row.availability_zone ?? row.pinned_availability_zone ?? DEFAULT_ZONE,
    security_groups: row.requested_security_groups.map((name) => ({ name })),
    ...(forOperators && { 'OS-EXT-SRV-ATTR:instance_name': instanceName(row) }),
  };
}

/** Between Glance's address and the path to an image stood the project, of which today one slash too many is left. */
export const alternateOf = ({ world: { era }, caller, originOf }: Context, id: string): string =>
  `${originOf('image')}/${era === 'modern' ? '' : (caller.project_id ?? '')}/images/${id}`;
