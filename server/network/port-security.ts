/**
 * Port security, security groups and allowed address pairs of a port, which depend on each other.
 * `neutron/plugins/ml2/plugin.py` (`_portsec_ext_port_*`, `_check_update_has_*`)
 */
import { conflict } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { inUse, securityGroupNotFound } from './faults.ts';
import type { WantedPort } from './ports.ts';
import { isShared } from './rbac-rows.ts';
import { type AddressPair, type FixedIp, type Network, type Port, securityGroups } from './rows.ts';
import { defaultGroup } from './security-group-defaults.ts';

type Security = Pick<Port, 'port_security_enabled' | 'security_groups' | 'allowed_address_pairs'>;
type Wanted = Partial<Omit<WantedPort, 'fixed_ips' | 'mac_address'>> & { fixed_ips: readonly FixedIp[]; mac_address: string };
const TRUSTED = /^(network:|neutron:)/;

/** @param current the port, when it is updated */
export async function securityFor(scope: Scope, network: Network, wanted: Wanted, current?: Port): Promise<Security> {
  const owner = wanted.device_owner ?? current?.device_owner ?? '';
  const trusted = TRUSTED.test(owner);
  const enabled = wanted.port_security_enabled ?? current?.port_security_enabled ?? (trusted ? false : network.port_security_enabled);
  const groups = wanted.security_groups ?? current?.security_groups;
  const pairs = complete(wanted.allowed_address_pairs, wanted.mac_address) ?? current?.allowed_address_pairs ?? [];
  if (wanted.security_groups) await refuseUnknown(scope, wanted.security_groups, wanted.project_id ?? current?.project_id ?? '');
  if (!enabled) {
    if (groups?.length) refuseGroups(current);
    if (pairs.length) {
      throw conflict('Port Security must be enabled in order to have allowed address pairs on a port.', { type: 'AddressPairAndPortSecurityRequired' });
    }
  }
  const byDefault = enabled && !current && !trusted;
  return {
    port_security_enabled: enabled,
    security_groups: groups ?? (byDefault ? [(await defaultGroup(scope, wanted.project_id ?? '')).id] : []),
    allowed_address_pairs: pairs,
  };
}
function refuseGroups(current: Port | undefined): never {
  if (current) {
    throw inUse(
      'PortSecurityPortHasSecurityGroup',
      'Port has security group associated. Cannot disable port security or IP address until security group is removed.',
    );
  }
  const message = 'Port security must be enabled and port must have an IP address in order to use security groups.';
  throw Object.assign(conflict(message, { type: 'PortSecurityAndIPRequiredForSecurityGroups' }), { status: 400 });
}
async function refuseUnknown(scope: Scope, ids: readonly string[], project: string): Promise<void> {
  for (const id of ids) {
    const group = await scope.rows.get(securityGroups, id);
    if (!group || (project && group.project_id !== project && !(await isShared(scope, id, project)))) throw securityGroupNotFound(id);
  }
}
/** A pair without a MAC has the port's. */
const complete = (pairs: WantedPort['allowed_address_pairs'], mac: string): AddressPair[] | undefined =>
  pairs?.map(({ ip_address, mac_address }) => ({ ip_address, mac_address: mac_address ?? mac }));
