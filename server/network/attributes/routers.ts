/** `neutron_lib/api/definitions/l3.py` and its extensions */
import { str } from '../../core/python.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { nullToList, toBoolean, toBooleanUnlessNull } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { type Validator, fixedIps, hostRoutes, ipAddress, list, nameString, orNull, string, uuid } from '../engine/validators.ts';

const GATEWAY = ['network_id', 'external_fixed_ips', 'enable_snat', 'qos_policy_id'];
const gateway: Validator = (value) => {
  if (value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return `'${str(value)}' is not a dictionary`;
  const info = value as Record<string, unknown>;
  const names = Object.keys(info);
  if (!names.length) return undefined;
  if (!names.includes('network_id')) {
    return `Validation of dictionary's keys failed. Expected keys: {'network_id'} Provided keys: {${names.map((name) => `'${name}'`).join(', ')}}`;
  }
  const unexpected = names.filter((name) => !GATEWAY.includes(name));
  if (unexpected.length) return `Unexpected keys supplied: ${unexpected.join(', ')}`;
  if ('enable_snat' in info) info['enable_snat'] = toBoolean(info['enable_snat']);
  if ('qos_policy_id' in info && orNull(uuid)(info['qos_policy_id'])) return uuid(info['qos_policy_id']);
  return uuid(info['network_id']) ?? ('external_fixed_ips' in info ? fixedIps(info['external_fixed_ips']) : undefined);
};

export const routerAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  admin_state_up: attribute('post put show filter sort', { default: true, convert: toBoolean }),
  status: attribute('show sort'),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  external_gateway_info: attribute('post put show policy', { default: null, validate: gateway, parts: GATEWAY }),
  ha: attribute('post put show policy', { optional: true, convert: toBooleanUnlessNull }),
  flavor_id: attribute('post show sort policy', { optional: true, validate: orNull(string(255)) }),
  availability_zones: attribute('show'),
  availability_zone_hints: attribute('post show', { default: [], validate: list(string(255)) }),
  distributed: attribute('post put show policy', { optional: true, convert: toBooleanUnlessNull }),
  routes: attribute('put show', { convert: nullToList, validate: hostRoutes }),
  ...taggedAttributes,
};

export const floatingIpAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  floating_ip_address: attribute('post show filter sort policy', { default: null, validate: orNull(ipAddress) }),
  subnet_id: attribute('post', { default: null, validate: orNull(uuid) }),
  floating_network_id: attribute('post show filter sort', { validate: uuid }),
  router_id: attribute('post put show filter sort', { default: null, validate: orNull(uuid) }),
  port_id: attribute('post put show filter', { default: null, validate: orNull(uuid) }),
  fixed_ip_address: attribute('post put show filter sort', { default: null, validate: orNull(ipAddress) }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  status: attribute('show filter sort'),
  qos_policy_id: attribute('post put show policy', { default: null, validate: orNull(uuid) }),
  port_details: attribute('show'),
  port_forwardings: attribute('show'),
  ...taggedAttributes,
};
