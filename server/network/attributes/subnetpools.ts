/** `neutron_lib/api/definitions/subnetpool.py` */
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBoolean, toInt } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { list, nonNegative, notEmptyName, orNull, string, subnet, uuid } from '../engine/validators.ts';

const length = attribute('post put show filter sort', { optional: true, convert: toInt, validate: nonNegative });

export const subnetPoolAttributes: AttributeMap = {
  id: attribute('show filter sort', { validate: uuid }),
  name: attribute('post put show filter sort', { validate: notEmptyName(255) }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  prefixes: attribute('post put show', { validate: list(subnet) }),
  default_quota: length,
  ip_version: attribute('show filter sort'),
  default_prefixlen: length,
  min_prefixlen: length,
  max_prefixlen: length,
  is_default: attribute('post put show filter sort policy', { default: false, convert: toBoolean }),
  shared: attribute('post show filter sort policy', { default: false, convert: toBoolean }),
  address_scope_id: attribute('post put show filter sort', { optional: true, validate: orNull(uuid) }),
  ...taggedAttributes,
};
