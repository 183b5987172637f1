/** Defaults of security groups, of which there are none: they cannot be made. `neutron/extensions/security_groups_default_statefulness.py` */
import { securityGroupsDefaultStatefulness as table } from '../../contracts/network/security-groups-default-statefulness.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import { attribute } from './engine/attribute.ts';
import { toBoolean } from './engine/converters.ts';
import { type Served, serve } from './engine/serve.ts';

const none = collection<{ id: string; project_id: string; stateful: boolean }>('network_default_statefulness', { project_id: 'text', stateful: 'boolean' });
const kind: Served<{ id: string; project_id: string; stateful: boolean }> = {
  name: 'security_groups_default_statefulness',
  collection: 'security_groups_default_statefulness',
  attributes: {
    id: attribute('show filter sort'),
    project_id: attribute('post show filter sort'),
    stateful: attribute('post put show filter sort', { default: true, convert: toBoolean }),
  },
  rows: none,
  missing: (id) => notFound(`Security group default statefulness ${id} could not be found.`, { type: 'SecurityGroupDefaultStatefulnessNotFound' }),
  views: async (_request, list) => list.map((row) => ({ ...row })),
};
export const securityGroupsDefaultStatefulnessHandlers = implement(table, serve(kind));
