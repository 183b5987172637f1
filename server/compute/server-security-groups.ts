/**
 * Security groups of servers, which are those of their ports. https://docs.openstack.org/api-ref/compute/#servers-security-groups-servers-os-security-groups
 * Follows `nova/api/openstack/compute/security_groups.py` and `nova/network/security_group_api.py`.
 */
import { serverSecurityGroups as table } from '../../contracts/compute/server-security-groups.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { clientText } from '../network/for-proxies.ts';
import { touch } from '../network/engine/standard.ts';
import { type Port, type SecurityGroup, ports, securityGroupRules, securityGroups } from '../network/rows.ts';
import { groupView } from './security-group-view.ts';
import { serverOf } from './server-lookup.ts';
import type { ServerRow } from './server-rows.ts';

export const serverSecurityGroupHandlers = implement(table, {
  list: async (request) => {
    const server = await serverOf(request);
    const ids = (await portsOf(request, server)).flatMap((port) => port.security_groups);
    const groups = await request.rows.list(securityGroups, { where: { id: [...new Set(ids)] }, sort: [['name', 'asc']] });
    const rules = await request.rows.list(securityGroupRules, { where: { security_group_id: groups.map(({ id }) => id), direction: 'ingress' } });
    const remote = await request.rows.list(securityGroups, { where: { id: rules.flatMap(({ remote_group_id }) => remote_group_id ?? []) } });
    return { security_groups: groups.map((group) => groupView(group, rules, remote)) };
  },
  add: async (request) => {
    const server = await serverOf(request);
    const { name } = request.body.addSecurityGroup;
    const group = await groupOf(request, name);
    const plugged = await pluggedOf(request, server);
    for (const port of plugged) {
      if (!port.port_security_enabled || !port.fixed_ips.length) {
        throw badRequest('Network requires port_security_enabled and subnet associated in order to apply security groups.');
      }
      if (port.security_groups.includes(group.id)) {
        const twice = badRequest(`Invalid input for security_groups. Reason: Duplicate items in the list: '${group.id}'.`);
        throw badRequest(clientText(request, twice));
      }
      port.security_groups = [...port.security_groups, group.id];
      await touch(request, ports, port);
    }
  },
  remove: async (request) => {
    const server = await serverOf(request);
    const { name } = request.body.removeSecurityGroup;
    const group = await groupOf(request, name);
    const plugged = await pluggedOf(request, server);
    const having = plugged.filter((port) => port.security_groups.includes(group.id));
    if (!having.length) throw notFound(`Security group ${name} not associated with the instance ${server.id}`);
    for (const port of having) {
      port.security_groups = port.security_groups.filter((id) => id !== group.id);
      await touch(request, ports, port);
    }
  },
});

const portsOf = ({ rows }: Context, { id }: ServerRow): Promise<Port[]> => rows.list(ports, { where: { device_id: id } });
/** Throws 404 where it has none. */
async function pluggedOf(request: Context, server: ServerRow): Promise<Port[]> {
  const plugged = await portsOf(request, server);
  if (!plugged.length) throw notFound(`instance_id ${server.id} could not be found as device id on any ports`);
  return plugged;
}

/** By id, else by name, among the caller's. Throws 404 or 409. */
async function groupOf({ rows, caller }: Context, name: string): Promise<SecurityGroup> {
  const project_id = caller.project_id ?? '';
  const byId = await rows.get(securityGroups, name);
  const found = byId?.project_id === project_id ? [byId] : await rows.list(securityGroups, { where: { project_id, name } });
  if (found.length > 1) throw conflict(`Multiple security_group matches found for name '${name}', use an ID to be more specific.`);
  if (!found[0]) throw notFound(`Security group ${name} is not found for project ${project_id}`);
  return found[0];
}
