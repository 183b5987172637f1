/**
 * The rules that new security groups start with. https://docs.openstack.org/api-ref/network/v2/#security-group-default-rules-security-group-default-rules
 * Follows `neutron/db/migration` (the rules every Neutron is installed with).
 */
import { createHash } from 'node:crypto';
import { defaultSecurityGroupRules as table } from '../../contracts/network/default-security-group-rules.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { attribute } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { passes, readListing } from './engine/listing.ts';

/** An id that is the same in every world. */
const idOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const rule = (direction: 'ingress' | 'egress', ethertype: 'IPv4' | 'IPv6') => ({
  id: idOf(`default ${direction} ${ethertype}`),
  ethertype,
  direction,
  protocol: null,
  port_range_min: null,
  port_range_max: null,
  remote_ip_prefix: null,
  remote_address_group_id: null,
  remote_group_id: direction === 'ingress' ? 'PARENT' : null,
  description: `Legacy default SG rule for ${direction} traffic`,
  used_in_default_sg: true,
  used_in_non_default_sg: direction === 'egress',
});
const RULES = (['ingress', 'egress'] as const)
  .flatMap((direction) => [rule(direction, 'IPv4'), rule(direction, 'IPv6')])
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));

const kind: Kind = {
  name: 'default_security_group_rule',
  collection: 'default_security_group_rules',
  attributes: Object.fromEntries(Object.keys(RULES[0] ?? {}).map((name) => [name, attribute('show filter sort')])),
};
export const defaultSecurityGroupRuleHandlers = implement(table, {
  list: ({ path }) => ({ default_security_group_rules: RULES.filter((candidate) => passes(candidate, readListing(kind, path).filters)) }),
  show({ params }) {
    const found = RULES.find(({ id }) => id === params.id);
    if (!found) throw notFound(`Default Security Group rule ${params.id} does not exist`, { type: 'DefaultSecurityGroupRuleNotFound' });
    return { default_security_group_rule: found };
  },
});
