/** Whose things hang on a shared object. `get_bound_project_ids` in `neutron/objects/*.py` */
import type { Scope } from '../core/world.ts';
import type { Shareable } from './rbac-rows.ts';
import { floatingIps, networks, ports, routers, securityGroupRules, subnetPools, subnets } from './rows.ts';

type Users = (scope: Scope, id: string) => Promise<readonly { project_id: string }[]>;
const users: Record<Exclude<Shareable, 'network'>, Users> = {
  security_group: async ({ rows }, id) => rows.list(ports, { filter: ({ security_groups }) => security_groups.includes(id) }),
  address_scope: async ({ rows }, id) => rows.list(subnetPools, { where: { address_scope_id: id } }),
  subnetpool: async ({ rows }, id) => rows.list(subnets, { where: { subnetpool_id: id } }),
  address_group: async ({ rows }, id) => rows.list(securityGroupRules, { where: { remote_address_group_id: id } }),
  async qos_policy({ rows }, id) {
    const where = { qos_policy_id: id };
    const behind = await rows.list(routers, { filter: ({ gateway }) => gateway?.qos_policy_id === id });
    return [...(await rows.list(networks, { where })), ...(await rows.list(ports, { where })), ...(await rows.list(floatingIps, { where })), ...behind];
  },
};
/** Projects whose things use the object. */
export const boundProjects = async (scope: Scope, type: Exclude<Shareable, 'network'>, id: string): Promise<Set<string>> =>
  new Set((await users[type](scope, id)).map(({ project_id }) => project_id));
