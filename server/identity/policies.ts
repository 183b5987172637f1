/** Policies. https://docs.openstack.org/api-ref/identity/v3/#policies `keystone/api/policy.py`, `keystone/policy` */
import { policies as table } from '../../contracts/identity/policies.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { extrasOf } from './attributes.ts';
import { removeAssociations } from './endpoint-policy.ts';
import { linkTo, listed } from './listing.ts';
import type { Extras } from './rows.ts';

export interface PolicyRow {
  id: string;
  /** Anything; nobody here reads it. */
  blob: string;
  type: string;
  extras: Extras;
}
const policies = collection<PolicyRow>('identity_policies', { type: 'text' });
const KNOWN = ['blob', 'type'];

/** @throws CloudError 404 */
export async function policyById({ rows }: Scope, id: string): Promise<PolicyRow> {
  const policy = await rows.get(policies, id);
  if (!policy) throw notFound(`Could not find policy: ${id}.`);
  return policy;
}

export const policyHandlers = implement(table, {
  list: async (context) => listed(context, 'policies', { from: policies, filters: ['type'], view: (row) => view(context, row) }),

  async create(context) {
    const sent = context.body.policy;
    const row = { id: context.world.ids.hex(), blob: sent.blob, type: sent.type, extras: extrasOf(sent, KNOWN) };
    return { policy: view(context, await context.rows.insert(policies, row)) };
  },

  show: async (context) => ({ policy: view(context, await policyById(context, context.params.policy_id)) }),

  async update(context) {
    const sent = context.body.policy;
    const { policy_id } = context.params;
    if (sent['id'] !== undefined && sent['id'] !== policy_id) throw badRequest('Cannot change policy ID');
    const policy = await policyById(context, policy_id);
    const row = { ...policy, blob: sent.blob ?? policy.blob, type: sent.type ?? policy.type, extras: { ...policy.extras, ...extrasOf(sent, KNOWN) } };
    return { policy: view(context, await context.rows.update(policies, row)) };
  },

  async delete(context) {
    const { id } = await policyById(context, context.params.policy_id);
    await removeAssociations(context, { policy_id: id });
    await context.rows.remove(policies, id);
  },
});

export const view = (context: Context, { id, blob, type, extras }: PolicyRow, place = 'policies') => ({
  ...extras,
  id,
  blob,
  type,
  links: { self: linkTo(context, place, id) },
});
