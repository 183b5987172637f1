/** `neutron_lib/api/definitions/port.py` and its extensions */
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { nullToList, toBoolean, toMac } from '../engine/converters.ts';
import { addressPairs, dhcpOptions } from '../engine/port-validators.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { dictOrNull, fixedIps, list, mac, nameString, orNull, string, uuid, values } from '../engine/validators.ts';

const VNIC_TYPES = ['normal', 'direct', 'macvtap', 'baremetal', 'direct-physical', 'virtio-forwarder', 'smart-nic', 'vdpa'];
const ACCELERATED = ['accelerator-direct', 'accelerator-direct-physical', 'remote-managed'];

export const portAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { default: '', validate: nameString(255) }),
  network_id: attribute('post show filter sort', { validate: uuid }),
  admin_state_up: attribute('post put show filter sort', { default: true, convert: toBoolean }),
  mac_address: attribute('post put show filter sort policy', { optional: true, convert: toMac, validate: orNull(mac) }),
  fixed_ips: attribute('post put show filter policy', { optional: true, keyed: true, validate: fixedIps }),
  device_id: attribute('post put show filter sort policy', { default: '', validate: string(255) }),
  device_owner: attribute('post put show filter sort policy', { default: '', validate: string(255) }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  status: attribute('show filter sort'),
  allowed_address_pairs: attribute('post put show policy', { optional: true, convert: nullToList, validate: addressPairs }),
  extra_dhcp_opts: attribute('post put show', { default: null, validate: dhcpOptions }),
  device_profile: attribute('post', { default: null, validate: orNull(string(255)) }),
  numa_affinity_policy: attribute('post put', { default: null, validate: values(['required', 'preferred', 'legacy', 'socket', null]) }),
  resource_request: attribute('show'),
  'binding:vif_type': attribute('show policy'),
  'binding:vif_details': attribute('show policy'),
  'binding:vnic_type': attribute('post put show policy', { default: 'normal', validate: values([...VNIC_TYPES, ...ACCELERATED]) }),
  'binding:host_id': attribute('post put show filter policy', { optional: true, validate: orNull(string(255)) }),
  'binding:profile': attribute('post put show policy', { optional: true, validate: dictOrNull }),
  port_security_enabled: attribute('post put show policy', { optional: true, convert: toBoolean }),
  qos_policy_id: attribute('post put show policy', { default: null, validate: orNull(uuid) }),
  qos_network_policy_id: attribute('show'),
  ...taggedAttributes,
  tags: attribute('post show filter', { default: [], validate: list(string(255)) }),
  security_groups: attribute('post put show filter', { optional: true, convert: nullToList, validate: list(uuid) }),
};
