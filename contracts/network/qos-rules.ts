/** Rules of QoS policies, by their policy or, under other names, by themselves. https://docs.openstack.org/api-ref/network/v2/#qos-bandwidth-limit-rules */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { alias, rowsOf } from './rows.ts';
import { filters } from './types.ts';

const kbps = z.int();
const direction = z.string().optional();
const shown = { id: z.string(), direction: z.string() };
const BandwidthLimit = z.object({ ...shown, max_kbps: kbps, max_burst_kbps: kbps });
const bandwidthLimit = { max_burst_kbps: kbps.optional(), direction };
const bandwidthLimitChange = z.object({ ...bandwidthLimit, max_kbps: kbps.optional() });
export const bandwidthLimitRules = resource(
  rowsOf({
    path: '/qos/policies/{policy_id}/bandwidth_limit_rules',
    collection: 'bandwidth_limit_rules',
    name: 'bandwidth_limit_rule',
    view: BandwidthLimit,
    create: z.object({ ...bandwidthLimit, max_kbps: kbps }),
    update: bandwidthLimitChange,
    query: filters('id', 'max_kbps', 'max_burst_kbps', 'direction'),
    rule: 'policy_bandwidth_limit_rule',
  }),
);
export const bandwidthLimitAliases = resource(
  alias({ path: '/qos/alias-bandwidth-limit-rules', name: 'alias_bandwidth_limit_rule', view: BandwidthLimit, update: bandwidthLimitChange }),
);

const DscpMarking = z.object({ id: z.string(), dscp_mark: z.int() });
const dscpMarkingChange = z.object({ dscp_mark: z.int() });
export const dscpMarkingRules = resource(
  rowsOf({
    path: '/qos/policies/{policy_id}/dscp_marking_rules',
    collection: 'dscp_marking_rules',
    name: 'dscp_marking_rule',
    view: DscpMarking,
    create: dscpMarkingChange,
    update: dscpMarkingChange,
    query: filters('id', 'dscp_mark'),
    rule: 'policy_dscp_marking_rule',
  }),
);
export const dscpMarkingAliases = resource(
  alias({ path: '/qos/alias-dscp-marking-rules', name: 'alias_dscp_marking_rule', view: DscpMarking, update: dscpMarkingChange }),
);

const MinimumBandwidth = z.object({ ...shown, min_kbps: kbps });
const minimumBandwidthChange = z.object({ min_kbps: kbps.optional(), direction });
export const minimumBandwidthRules = resource(
  rowsOf({
    path: '/qos/policies/{policy_id}/minimum_bandwidth_rules',
    collection: 'minimum_bandwidth_rules',
    name: 'minimum_bandwidth_rule',
    view: MinimumBandwidth,
    create: z.object({ min_kbps: kbps, direction }),
    update: minimumBandwidthChange,
    query: filters('id', 'min_kbps', 'direction'),
    rule: 'policy_minimum_bandwidth_rule',
  }),
);
export const minimumBandwidthAliases = resource(
  alias({ path: '/qos/alias-minimum-bandwidth-rules', name: 'alias_minimum_bandwidth_rule', view: MinimumBandwidth, update: minimumBandwidthChange }),
);

const PacketRateLimit = z.object({ ...shown, max_kpps: kbps, max_burst_kpps: kbps });
const packetRateLimit = { max_burst_kpps: kbps.optional(), direction };
export const packetRateLimitRules = resource(
  rowsOf({
    path: '/qos/policies/{policy_id}/packet_rate_limit_rules',
    collection: 'packet_rate_limit_rules',
    name: 'packet_rate_limit_rule',
    view: PacketRateLimit,
    create: z.object({ ...packetRateLimit, max_kpps: kbps }),
    update: z.object({ ...packetRateLimit, max_kpps: kbps.optional() }),
    query: filters('id', 'max_kpps', 'max_burst_kpps', 'direction'),
    rule: 'policy_packet_rate_limit_rule',
  }),
);

const MinimumPacketRate = z.object({ ...shown, min_kpps: kbps });
const minimumPacketRateChange = z.object({ min_kpps: kbps.optional(), direction });
export const minimumPacketRateRules = resource(
  rowsOf({
    path: '/qos/policies/{policy_id}/minimum-packet-rate-rules',
    collection: 'minimum_packet_rate_rules',
    name: 'minimum_packet_rate_rule',
    view: MinimumPacketRate,
    create: z.object({ min_kpps: kbps, direction }),
    update: minimumPacketRateChange,
    query: filters('id', 'min_kpps', 'direction'),
    rule: 'policy_minimum_packet_rate_rule',
  }),
);
export const minimumPacketRateAliases = resource(
  alias({ path: '/qos/alias-minimum-packet-rate-rules', name: 'alias_minimum_packet_rate_rule', view: MinimumPacketRate, update: minimumPacketRateChange }),
);
