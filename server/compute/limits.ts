/**
 * Limits of a project and what it uses. https://docs.openstack.org/api-ref/compute/#limits-limits
 * Follows `nova/api/openstack/compute/limits.py` and `views/limits.py`.
 */
import { limits as table } from '../../contracts/compute/limits.ts';
import { implement } from '../core/context.ts';
import { limitsFor, usageOf } from './quota.ts';
import { groupsUsed } from './server-groups.ts';

export const limitHandlers = implement(table, {
  show: async (request) => {
    const other = request.query.tenant_id?.at(-1);
    if (other !== undefined) request.enforce(undefined, 'os_compute_api:limits:other_project');
    const project = other ?? request.caller.project_id ?? '';
    const limit = await limitsFor(request, project);
    const used = await usageOf(request, project);
    return {
      limits: {
        rate: [],
        absolute: {
          maxTotalCores: limit.cores,
          maxPersonality: limit.injected_files,
          maxPersonalitySize: limit.injected_file_content_bytes,
          maxTotalInstances: limit.instances,
          maxTotalKeypairs: limit.key_pairs,
          maxServerMeta: limit.metadata_items,
          maxImageMeta: limit.metadata_items,
          maxTotalRAMSize: limit.ram,
          maxServerGroups: limit.server_groups,
          maxServerGroupMembers: limit.server_group_members,
          maxTotalFloatingIps: limit.floating_ips,
          maxSecurityGroups: limit.security_groups,
          maxSecurityGroupRules: limit.security_group_rules,
          totalRAMUsed: used.ram,
          totalCoresUsed: used.cores,
          totalInstancesUsed: used.instances,
          totalFloatingIpsUsed: 0,
          totalSecurityGroupsUsed: 0,
          totalServerGroupsUsed: await groupsUsed(request, project),
        },
      },
    };
  },
});
