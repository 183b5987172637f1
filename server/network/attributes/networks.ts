/** `neutron_lib/api/definitions/network.py` and the extensions of ML2, L3 and QoS */
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBoolean, toInt } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { list, nameString, nonNegative, orNull, string, uuid } from '../engine/validators.ts';

export const networkAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  subnets: attribute('show'),
  admin_state_up: attribute('post put show filter sort', { default: true, convert: toBoolean }),
  status: attribute('show filter sort'),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  shared: attribute('post put show filter policy', { default: false, convert: toBoolean }),
  ipv4_address_scope: attribute('show'),
  ipv6_address_scope: attribute('show'),
  'router:external': attribute('post put show filter policy', { default: false, convert: toBoolean }),
  mtu: attribute('post put show filter sort policy', { default: 0, convert: toInt, validate: nonNegative }),
  availability_zones: attribute('show'),
  availability_zone_hints: attribute('post show sort', { default: [], validate: list(string(255)) }),
  port_security_enabled: attribute('post put show policy', { default: true, convert: toBoolean }),
  'provider:network_type': attribute('post put show filter policy', { optional: true, validate: string(32) }),
  'provider:physical_network': attribute('post put show filter policy', { optional: true, validate: string(64) }),
  'provider:segmentation_id': attribute('post put show filter policy', { optional: true, convert: toInt }),
  qos_policy_id: attribute('post put show policy', { default: null, validate: orNull(uuid) }),
  vlan_transparent: attribute('post show filter', { optional: true, convert: toBoolean }),
  qinq: attribute('post show filter', { optional: true, convert: toBoolean }),
  ...taggedAttributes,
  is_default: attribute('post put show filter policy', { default: false, convert: toBoolean }),
};
