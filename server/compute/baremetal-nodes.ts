/** Bare metal, of which there is none; what was to change it sends to Ironic's own commands. Follows `nova/api/openstack/compute/baremetal_nodes.py`. */
import { baremetalNodes as table } from '../../contracts/compute/baremetal-nodes.ts';
import { implement, notEmulated } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';

const elsewhere = (command: string) => () => {
  throw badRequest(`Command not supported. Please use Ironic command ${command} to perform this action.`);
};
export const baremetalNodeHandlers = implement(table, {
  list: notEmulated,
  show: notEmulated,
  create: elsewhere('node-create'),
  delete: elsewhere('node-delete'),
  addInterface: elsewhere('port-create'),
  removeInterface: elsewhere('port-delete'),
});
