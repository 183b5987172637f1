/** `neutron/extensions/securitygroup.py` */
import { badRequest } from '../../core/errors.ts';
import { repr, str } from '../../core/python.ts';
import { formatAddress, parseCidr } from '../addresses.ts';
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBoolean } from '../engine/converters.ts';
import { standardAttributes, taggedAttributes } from '../engine/standard.ts';
import { type Validator, nameString, orNull, string, uuid, values } from '../engine/validators.ts';
import { inUse } from '../faults.ts';
import { PROTOCOLS } from '../protocols.ts';

const notDefault: Validator = (value) => {
  const reason = nameString(255)(value);
  if (!reason && str(value).toLowerCase() === 'default') throw inUse('SecurityGroupDefaultAlreadyExists', 'Default security group already exists.');
  return reason;
};
export const securityGroupAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: notDefault }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  security_group_rules: attribute('show'),
  ...taggedAttributes,
  stateful: attribute('post put show filter', { default: true, convert: toBoolean }),
  shared: attribute('show filter policy', { convert: toBoolean }),
};

/** Names in lower case; numbers as strings; null for any. */
function toProtocol(value: unknown): string | null {
  if (value === null || value === '' || value === 'any' || value === '0' || value === 0) return null;
  const text = str(value);
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && number <= 255) return text;
  if (typeof value === 'string' && Object.hasOwn(PROTOCOLS, text.toLowerCase())) return text.toLowerCase();
  const known = ['None', "'any'", ...Object.keys(PROTOCOLS).map(repr)].join(', ');
  const message = `Security group rule protocol ${text} not supported. Only protocol values (${known}) and integer representations [0 to 255] are supported.`;
  throw badRequest(message, { type: 'SecurityGroupRuleInvalidProtocol' });
}
function toPort(value: unknown): number | null {
  if (value === null) return null;
  const text = str(value);
  if (typeof value !== 'boolean' && /^\s*\d+\s*$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw badRequest(`Invalid value for port ${text}`, { type: 'SecurityGroupInvalidPortValue' });
}
function toEthertype(value: unknown): string {
  const known = ['IPv4', 'IPv6'].find((type) => typeof value === 'string' && type.toLowerCase() === value.toLowerCase());
  if (known) return known;
  const message = `Security group rule for ethertype '${str(value)}' not supported. Allowed values are ['IPv4', 'IPv6'].`;
  throw badRequest(message, { type: 'SecurityGroupRuleInvalidEtherType' });
}
function toPrefix(value: unknown): string | null {
  if (value === null || value === '' || value === false || value === 0) return null;
  const net = parseCidr(value);
  if (net) return `${formatAddress(net.version, net.ip)}/${net.prefix}`;
  throw badRequest(`Invalid CIDR ${str(value)} given as IP prefix.`, { type: 'InvalidCIDR' });
}

const onPost = 'post show filter sort';
export const defaultSecurityGroupRuleAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  tenant_id: attribute('post', { validate: string(255) }),
  description: attribute('post show filter', { default: '', validate: string(1024) }),
  remote_group_id: attribute(onPost, { default: null, validate: orNull(string(36)) }),
  remote_address_group_id: attribute(onPost, { default: null, validate: orNull(string(36)) }),
  direction: attribute(onPost, { validate: values(['ingress', 'egress']) }),
  protocol: attribute(onPost, { default: null, convert: toProtocol }),
  port_range_min: attribute(onPost, { default: null, convert: toPort }),
  port_range_max: attribute(onPost, { default: null, convert: toPort }),
  ethertype: attribute(onPost, { default: 'IPv4', convert: toEthertype, validate: values(['IPv4', 'IPv6']) }),
  remote_ip_prefix: attribute(onPost, { default: null, convert: toPrefix }),
  used_in_default_sg: attribute('post show filter', { convert: toBoolean }),
  used_in_non_default_sg: attribute('post show filter', { convert: toBoolean }),
};

export const securityGroupRuleAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  security_group_id: attribute('post show filter sort', { validate: string(36) }),
  remote_group_id: attribute('post show filter sort', { default: null, validate: orNull(string(255)) }),
  direction: attribute('post show filter sort', { validate: values(['ingress', 'egress']) }),
  protocol: attribute('post show filter sort', { default: null, convert: toProtocol }),
  port_range_min: attribute('post show filter sort', { default: null, convert: toPort }),
  port_range_max: attribute('post show filter sort', { default: null, convert: toPort }),
  ethertype: attribute('post show filter sort', { default: 'IPv4', convert: toEthertype, validate: values(['IPv4', 'IPv6']) }),
  remote_ip_prefix: attribute('post show filter sort', { default: null, convert: toPrefix }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  ...standardAttributes,
  normalized_cidr: attribute('show filter sort'),
  remote_address_group_id: attribute('post show filter sort', { default: null, validate: orNull(string(255)) }),
  belongs_to_default_sg: attribute('show filter', { convert: toBoolean }),
};
