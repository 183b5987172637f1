/** What a rule may say, and when two say the same. `neutron/db/securitygroups_db.py` */
import { badRequest } from '../core/errors.ts';
import { hasPorts, isIcmp, isIpv6Only, protocolNumber } from './protocols.ts';
import type { SecurityGroupRule } from './rows.ts';

export type WantedRule = Pick<
  SecurityGroupRule,
  | 'direction'
  | 'ethertype'
  | 'protocol'
  | 'port_range_min'
  | 'port_range_max'
  | 'remote_ip_prefix'
  | 'remote_group_id'
  | 'remote_address_group_id'
  | 'description'
>;
/** Throws 400; of all ports it makes none in particular. */
export function checkRule(wanted: WantedRule): void {
  checkPorts(wanted);
  if (wanted.ethertype === 'IPv4' && isIpv6Only(wanted.protocol)) {
    throw badRequest(`Invalid ethertype IPv4 for protocol ${wanted.protocol}.`, { type: 'SecurityGroupEthertypeConflictWithProtocol' });
  }
  if (wanted.port_range_min === 1 && wanted.port_range_max === 65_535) Object.assign(wanted, { port_range_min: null, port_range_max: null });
}

function checkPorts({ protocol, port_range_min: min, port_range_max: max }: WantedRule): void {
  if (min === null && max === null) return;
  const refuse = (type: string, message: string) => badRequest(message, { type });
  if (protocol === null) throw refuse('SecurityGroupProtocolRequiredWithPorts', 'Must also specify protocol if port range is given.');
  if (hasPorts(protocol)) {
    if (min === 0 || max === 0) throw refuse('SecurityGroupInvalidPortValue', 'Invalid value for port 0');
    if (min !== null && max !== null && min <= max) return;
    throw refuse('SecurityGroupInvalidPortRange', 'For TCP/UDP protocols, port_range_min must be <= port_range_max');
  }
  if (!isIcmp(protocol)) {
    const allowed = 'Ports are only supported for DCCP, SCTP, TCP, UDP, UDPLITE.';
    throw refuse('SecurityGroupInvalidProtocolForPort', `Ports cannot be specified for protocol ${protocolNumber(protocol)}. ${allowed}`);
  }
  for (const [value, attribute, field] of [
    [min, 'port_range_min', 'type'],
    [max, 'port_range_max', 'code'],
  ] as const) {
    if (value !== null && value > 255) {
      throw refuse('SecurityGroupInvalidIcmpValue', `Invalid value for ICMP ${field} (${attribute}) ${value}. It must be 0 to 255.`);
    }
  }
  if (min === null) throw refuse('SecurityGroupMissingIcmpType', `ICMP code (port-range-max) ${max} is provided but ICMP type (port-range-min) is missing.`);
}

const ANYWHERE = ['0.0.0.0/0', '::/0'];
/** Of rules that are the same. */
export const keyOf = (rule: WantedRule): string =>
  JSON.stringify([
    rule.direction,
    rule.ethertype,
    rule.port_range_max,
    rule.port_range_min,
    rule.protocol === null ? null : protocolNumber(rule.protocol),
    rule.remote_group_id,
    rule.remote_address_group_id,
    rule.remote_ip_prefix !== null && ANYWHERE.includes(rule.remote_ip_prefix) ? null : rule.remote_ip_prefix,
  ]);
