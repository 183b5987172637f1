/** `neutron_lib/api/definitions/network.py` and the extensions of ML2, L3 and QoS */
import { str } from '../../core/python.ts';
import { httpBadRequest } from '../faults.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBoolean, toInt } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { type Validator, list, nameString, nonNegative, orNull, string, uuid } from '../engine/validators.ts';

const SEGMENT = ['provider:network_type', 'provider:physical_network', 'provider:segmentation_id'];
/** Completes each segment. */
const segments: Validator = (value) => {
  if (!Array.isArray(value)) return `'${str(value)}' is not a list`;
  for (const segment of value as unknown[]) {
    if (typeof segment !== 'object' || segment === null || Array.isArray(segment)) return `'${str(segment)}' is not a dictionary`;
    const given = segment as Record<string, unknown>;
    const unknown = Object.keys(given).filter((name) => !SEGMENT.includes(name));
    if (unknown.length) throw httpBadRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
    const number = given['provider:segmentation_id'];
    const whole = Object.fromEntries(SEGMENT.map((name) => [name, given[name] ?? null]));
    for (const name of SEGMENT) delete given[name];
    Object.assign(given, whole, number === undefined || number === null ? {} : { 'provider:segmentation_id': toInt(number) });
  }
  return undefined;
};
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
  segments: attribute('post put show policy', { optional: true, validate: segments }),
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
  // of the networks on which routers watch each other, and shown nowhere
  ha: attribute('post', { default: false, convert: toBoolean }),
  ...taggedAttributes,
  is_default: attribute('post put show filter policy', { idle: true, default: false, convert: toBoolean }),
};
