/**
 * Smaller parts of a server. Follows `nova/api/openstack/compute/server_password.py`, `server_topology.py` and `server_diagnostics.py`.
 * Guests never report a password, and have no NUMA nodes.
 */
import { serverDetails as table } from '../../contracts/compute/server-details.ts';
import { implement } from '../core/context.ts';
import { diagnosticsOf } from './server-diagnostics.ts';
import { serverOf } from './server-lookup.ts';

export const serverDetailHandlers = implement(table, {
  password: async (request) => {
    await serverOf(request);
    return { password: '' };
  },
  clearPassword: async (request) => void (await serverOf(request)),
  topology: async (request) => {
    await serverOf(request);
    return { nodes: [], pagesize_kb: null };
  },
  diagnostics: async (request) => diagnosticsOf(request, await serverOf(request)),
});
