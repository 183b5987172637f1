/**
 * Types of QoS rules. There is no driver that supports any. https://docs.openstack.org/api-ref/network/v2/#qos-rule-types
 * Follows `neutron/services/qos/drivers/manager.py`.
 */
import { qosRuleTypes as table } from '../../contracts/network/qos-rule-types.ts';
import { implement } from '../core/context.ts';
import { forbidden, notFound } from '../core/errors.ts';
import { qosRuleAttributes, qosRuleTypeAttributes } from './attributes/qos.ts';
import type { Kind } from './engine/body.ts';
import { readListing } from './engine/listing.ts';

const kind: Kind = { name: 'rule_type', collection: 'rule_types', attributes: qosRuleTypeAttributes };
const TYPES = Object.keys(qosRuleAttributes);

export const qosRuleTypeHandlers = implement(table, {
  list({ path }) {
    const { filters } = readListing(kind, path);
    const all = (filters['all_rules'] as readonly unknown[] | undefined)?.includes(true);
    return { rule_types: all ? TYPES.map((type) => ({ type })) : [] };
  },
  show(request) {
    const { rule_type: type } = request.params;
    request.enforce();
    if (!request.caller.roles.has('admin')) throw forbidden('Not authorized.', { type: 'NotAuthorized' });
    if (!TYPES.includes(type)) throw notFound('The resource could not be found.');
    return { rule_type: { type, drivers: [] } };
  },
});
