/** Extensions: none. `nova/api/openstack/extensions.py` of 2011 */
import { extensions as table } from '../../../contracts/compute/v1.1/extensions.ts';
import { implement } from '../../core/context.ts';
import { absent } from './lookup.ts';

export const extensionHandlers = implement(table, {
  list: () => ({ extensions: [] }),
  show: () => {
    throw absent();
  },
});
