/**
 * Networks that others may use: shared with them, or as the way out. Others must not lose a network that they use.
 * `neutron/db/db_base_plugin_v2.py` (`ensure_no_project_ports_on_network`), `neutron/db/external_net_db.py`
 */
import { conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { inUse } from './faults.ts';
import { close, open, rbacPolicies } from './rbac-rows.ts';
import { type Network, ports, routers } from './rows.ts';

/** Ids of projects, among them perhaps `*`, that have this access. */
const granted = async ({ rows }: Scope, { id }: Network, action: 'access_as_shared' | 'access_as_external'): Promise<string[]> =>
  (await rows.list(rbacPolicies, { where: { object_id: id, action } })).map(({ target_tenant }) => target_tenant);

/** Does somebody have a port that hangs on what is shared with `target`? */
async function isUsedBy(scope: Scope, network: Network, target: string): Promise<boolean> {
  const others = await granted(scope, network, 'access_as_shared');
  if (target !== '*' && others.includes('*')) return false;
  const allowed = new Set([...others.filter((project) => project !== '*'), network.project_id, '']);
  const hangs = (project: string): boolean => (target === '*' ? !allowed.has(project) : project === target);
  return (await scope.rows.list(ports, { where: { network_id: network.id }, filter: (port) => hangs(port.project_id), limit: 1 })).length > 0;
}
/** Throws 409 when a project would lose the network of one of its ports. @param target the project, or `*` */
export async function refuseUnsharing(scope: Scope, network: Network, target: string): Promise<void> {
  if (!(await isUsedBy(scope, network, target))) return;
  throw conflict(`Unable to reconfigure sharing settings for network ${network.id}. Multiple projects are using it.`, { type: 'InvalidSharedSetting' });
}
/** Why nobody may take the way out from `target`, if so. */
/** @param sees the caller's own routers are looked at only, unless it is an admin */
export async function externalUse(
  scope: Scope,
  network: Network,
  target: string,
  sees: (project: string) => boolean,
  instead?: string,
): Promise<string | undefined> {
  const others = [...(await granted(scope, network, 'access_as_external')), ...(instead === undefined ? [] : [instead])];
  if (target !== '*' && others.includes('*')) return undefined;
  if (target === '*' && network.is_default) return 'Default external networks must be shared to everyone.';
  const users = await scope.rows.list(routers, { filter: ({ gateway, project_id }) => gateway?.network_id === network.id && sees(project_id) });
  const hangs = (project: string): boolean => (target === '*' ? !others.includes(project) : project === target);
  return users.some(({ project_id }) => hangs(project_id)) ? 'There are routers attached to this network that depend on this policy for access.' : undefined;
}

/** Applies the `shared` and `router:external` of an update. */
export async function changeAccess(scope: Scope, network: Network, wanted: { shared?: boolean; 'router:external'?: boolean }): Promise<void> {
  const { shared, 'router:external': external = network['router:external'] } = wanted;
  if (shared) await open(scope, 'network', network);
  if (shared === false) {
    await refuseUnsharing(scope, network, '*');
    await close(scope, network.id, 'access_as_shared', '*');
  }
  if (external === network['router:external']) return;
  network['router:external'] = external;
  if (external) {
    await open(scope, 'network', network, 'access_as_external');
    return;
  }
  if (await scope.rows.count(ports, { network_id: network.id, device_owner: 'network:router_gateway' })) {
    throw inUse('ExternalNetworkInUse', `External network ${network.id} cannot be updated to be made non-external, since it has existing gateway ports.`);
  }
  await close(scope, network.id, 'access_as_external');
}
