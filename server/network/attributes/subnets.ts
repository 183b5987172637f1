/** `neutron_lib/api/definitions/subnet.py` and its extensions */
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { nullToList, toBoolean, toCanonicalCidr, toCanonicalIp, toCanonicalPools, toInt } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { hostRoutes, ipAddress, ipPools, list, nameString, nameservers, nonNegative, orNull, string, subnet, uuid, values } from '../engine/validators.ts';

const IPV6_MODES = ['dhcpv6-stateful', 'dhcpv6-stateless', 'slaac', null];

export const subnetAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  ip_version: attribute('post show filter sort', { convert: toInt, validate: values([4, 6]) }),
  network_id: attribute('post show filter sort', { validate: uuid }),
  subnetpool_id: attribute('post show filter sort', { optional: true, validate: orNull(uuid) }),
  prefixlen: attribute('post', { optional: true, convert: toInt, validate: nonNegative }),
  cidr: attribute('post show filter sort', { optional: true, convert: toCanonicalCidr, validate: orNull(subnet) }),
  gateway_ip: attribute('post put show filter sort', { optional: true, convert: toCanonicalIp, validate: orNull(ipAddress) }),
  allocation_pools: attribute('post put show', { optional: true, convert: toCanonicalPools, validate: ipPools }),
  dns_nameservers: attribute('post put show', { optional: true, convert: nullToList, validate: nameservers }),
  host_routes: attribute('post put show', { optional: true, convert: nullToList, validate: hostRoutes }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  enable_dhcp: attribute('post put show filter sort', { default: true, convert: toBoolean }),
  ipv6_ra_mode: attribute('post show filter sort', { optional: true, validate: values(IPV6_MODES) }),
  ipv6_address_mode: attribute('post show filter sort', { optional: true, validate: values(IPV6_MODES) }),
  shared: attribute('filter policy', { default: false, convert: toBoolean }),
  'router:external': attribute('show filter policy', { default: false, convert: toBoolean }),
  service_types: attribute('post put show policy', { optional: true, validate: list(string(255)) }),
  ...taggedAttributes,
  use_default_subnetpool: attribute('post', { default: false, convert: toBoolean }),
};
