/** Address scopes, address groups and QoS policies. `neutron/db/models/address_scope.py`, `address_group.py`, `neutron/db/qos/models.py` */
import { collection } from '../core/store.ts';
import { type Standard, standardColumns } from './engine/standard.ts';

export interface AddressScope {
  id: string;
  project_id: string;
  name: string;
  ip_version: 4 | 6;
}
export const addressScopes = collection<AddressScope>('network_address_scopes', { project_id: 'text', name: 'text', ip_version: 'integer' });

export interface AddressGroup extends Standard {
  name: string;
  /** Networks in CIDR notation, sorted. */
  addresses: string[];
  /** Neutron's own key, which only changes of the addresses show. */
  standard_attr_id: number;
}
export const addressGroups = collection<AddressGroup>('network_address_groups', { ...standardColumns, name: 'text', standard_attr_id: 'integer' });

export interface QosPolicy extends Standard {
  name: string;
  is_default: boolean;
}
export const qosPolicies = collection<QosPolicy>('network_qos_policies', { ...standardColumns, name: 'text', is_default: 'boolean' });

export type QosRuleType = 'bandwidth_limit' | 'dscp_marking' | 'minimum_bandwidth' | 'packet_rate_limit' | 'minimum_packet_rate';
export interface QosRule {
  id: string;
  qos_policy_id: string;
  type: QosRuleType;
  direction?: string;
  max_kbps?: number;
  max_burst_kbps?: number;
  min_kbps?: number;
  dscp_mark?: number;
  max_kpps?: number;
  max_burst_kpps?: number;
  min_kpps?: number;
}
export const qosRules = collection<QosRule>('network_qos_rules', { qos_policy_id: 'text', type: 'text', direction: 'text' });
