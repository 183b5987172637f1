/**
 * Quotas of projects. https://docs.openstack.org/api-ref/block-storage/v3/#quota-sets-extension-os-quota-sets
 * Follows `cinder/api/contrib/quotas.py` and `cinder/quota.py`.
 */
import { quotaSets as table } from '../../contracts/block-storage/quota-sets.ts';
import { MAX_INT } from '../../contracts/block-storage/types.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { UNEXPLAINED } from './dialect.ts';
import { invalidInput } from './faults.ts';
import { booleanIn } from './listing.ts';
import { type LimitsView, quotaNames, viewOf } from './quota-names.ts';
import { classLimits, limitsFor, quotas, usageOf } from './quota.ts';

type View = LimitsView & { id: string };

export const quotaSetHandlers = implement(table, {
  show: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    const limits = await limitsFor(request, project_id);
    if (!booleanIn(request.query, 'usage')) return { quota_set: { ...(await viewOf(request, limits)), id: project_id } as View };
    const used = await usageOf(request, project_id);
    const details = (await quotaNames(request)).map((name) => [name, { limit: limits[name] ?? -1, in_use: used[name] ?? 0, reserved: 0 }]);
    return { quota_set: { ...Object.fromEntries(details), id: project_id } };
  },
  defaults: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    return { quota_set: { ...(await viewOf(request, await classLimits(request))), id: project_id } as View };
  },
  update: async (request) => {
    const { project_id } = request.params;
    const wanted = await checked(request, request.body.quota_set);
    request.enforce({ project_id });
    const set = (await request.rows.get(quotas, project_id))?.limits ?? {};
    const used = await usageOf(request, project_id);
    for (const [name, limit] of Object.entries(wanted)) checkUsage(name, limit, name in set ? (used[name] ?? 0) : 0);
    const limits = { ...set, ...Object.fromEntries(Object.entries(wanted).map(([name, limit]) => [name, Number(limit)])) };
    await request.rows.update(quotas, { id: project_id, limits });
    return { quota_set: await viewOf(request, await limitsFor(request, project_id)) };
  },
  delete: async (request) => {
    const { project_id } = request.params;
    request.enforce({ project_id });
    await request.rows.remove(quotas, project_id);
  },
});

/** Of what a quota set shows besides limits. */
const OTHERS = ['tenant_id', 'id'];

/** Limits as they were sent. Throws 400 for the first that is no number, then for names that there are none of. */
async function checked(request: Context, set: Record<string, unknown>): Promise<Record<string, unknown>> {
  const names = await quotaNames(request);
  const strange = Object.keys(set).filter((name) => !names.includes(name) && !OTHERS.includes(name));
  const wanted = Object.entries(set).filter(([name]) => names.includes(name));
  for (const [name, value] of wanted) {
    const text = typeof value === 'string' || Number.isInteger(value) ? String(value) : '';
    if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest(`${name} must be an integer`);
    if (Number(text) < -1) throw badRequest(`${name} must be >= -1`);
    if (Number(text) > MAX_INT) throw badRequest(`${name} must be <= ${MAX_INT}`);
  }
  if (strange.length) throw invalidInput(`Bad key(s) in quota set: ${strange.join(', ')}`);
  return Object.fromEntries(wanted);
}
function checkUsage(name: string, limit: unknown, usage: number): void {
  if (name === 'per_volume_gigabytes' || limit === -1) return;
  // upstream compares what was sent, and comes to grief with a text
  if (typeof limit !== 'number') throw badRequest(UNEXPLAINED);
  const current = `Current usage is ${usage} and the requested limit is ${limit}.`;
  if (limit < usage) throw badRequest(`Quota ${name} limit must be equal or greater than existing resources. ${current}`);
}
