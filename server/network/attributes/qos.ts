/** `neutron_lib/api/definitions/qos.py`, `qos_pps_rule.py`, `qos_pps_minimum_rule.py`, `qos_default.py` */
import { type AttributeMap, attribute } from '../engine/attribute.ts';
import { toBoolean, toBooleanUnlessNull, toInt } from '../engine/converters.ts';
import { taggedAttributes } from '../engine/standard.ts';
import { nameString, range, string, uuid, values } from '../engine/validators.ts';
import type { QosRuleType } from '../sharing-rows.ts';

const all = 'post put show filter sort';
const rate = attribute(all, { convert: toInt, validate: range(0, 2_147_483_647) });
const burst = attribute(all, { default: 0, convert: toInt, validate: range(0, 2_147_483_647) });
const id = attribute('show filter sort', { validate: uuid });
const direction = attribute(all, { default: 'egress', validate: values(['ingress', 'egress']) });
const MARKS = [0, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 44, 46, 48, 56];

export const qosPolicyAttributes: AttributeMap = {
  id,
  name: attribute(all, { default: '', validate: nameString(255) }),
  shared: attribute('post put show filter', { default: false, convert: toBoolean }),
  tenant_id: attribute('post show filter sort', { validate: string(255) }),
  rules: attribute('show'),
  is_default: attribute('post put show filter', { default: false, convert: toBoolean }),
  ...taggedAttributes,
};
export const qosRuleAttributes: Record<QosRuleType, AttributeMap> = {
  bandwidth_limit: { id, max_kbps: rate, max_burst_kbps: burst, direction },
  dscp_marking: { id, dscp_mark: attribute(all, { convert: toInt, validate: values(MARKS) }) },
  minimum_bandwidth: { id, min_kbps: rate, direction },
  minimum_packet_rate: { id, min_kpps: rate, direction: attribute(all, { default: 'egress', validate: values(['any', 'ingress', 'egress']) }) },
  packet_rate_limit: { id, max_kpps: rate, max_burst_kpps: burst, direction },
};
export const qosRuleTypeAttributes: AttributeMap = {
  type: attribute('show'),
  drivers: attribute('show'),
  all_rules: attribute('filter', { convert: toBooleanUnlessNull }),
  all_supported: attribute('filter', { convert: toBooleanUnlessNull }),
};
