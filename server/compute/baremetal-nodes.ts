/** Bare metal, of which there is none; what was to change it sends to Ironic's own commands. Follows `nova/api/openstack/compute/baremetal_nodes.py`. */
import { baremetalNodes as table } from '../../contracts/compute/baremetal-nodes.ts';
import { implement } from '../core/context.ts';
import { badRequest, notImplemented } from '../core/errors.ts';

const elsewhere = (command: string) => () => {
  throw badRequest(`Command not supported. Please use Ironic command ${command} to perform this action.`);
};
const missing = () => {
  throw notImplemented('nova: bare metal nodes are not emulated.');
};
export const baremetalNodeHandlers = implement(table, {
  list: missing,
  show: missing,
  create: elsewhere('node-create'),
  delete: elsewhere('node-delete'),
  addInterface: elsewhere('port-create'),
  removeInterface: elsewhere('port-delete'),
});
