/**
 * Quotas of classes; that of the class `default` is everybody's. https://docs.openstack.org/api-ref/block-storage/v3/#quota-class-set-extension-os-quota-class-sets
 * Follows `cinder/api/contrib/quota_classes.py`.
 */
import { quotaClassSets as table } from '../../contracts/block-storage/quota-class-sets.ts';
import { type Context, implement } from '../core/context.ts';
import { invalidInput } from './faults.ts';
import { type LimitsView, quotaNames, viewOf } from './quota-names.ts';
import { classLimits, quotas } from './quota.ts';

export const quotaClassSetHandlers = implement(table, {
  show: async (request) => {
    const { quota_class } = request.params;
    return { quota_class_set: { ...(await limitsOf(request, quota_class)), id: quota_class } as LimitsView & { id: string } };
  },
  update: async (request) => {
    const { quota_class } = request.params;
    const wanted = request.body.quota_class_set;
    const names = await quotaNames(request);
    const strange = Object.keys(wanted).filter((name) => !names.includes(name));
    if (strange.length) throw invalidInput(`Bad key(s) in quota class set: ${strange.join(', ')}`);
    request.enforce();
    const id = `class/${quota_class}`;
    const limits = { ...(await request.rows.get(quotas, id))?.limits, ...wanted };
    await request.rows.update(quotas, { id, limits });
    return { quota_class_set: await limitsOf(request, quota_class) };
  },
});

async function limitsOf(request: Context, name: string): Promise<LimitsView> {
  const own = (await request.rows.get(quotas, `class/${name}`))?.limits;
  return viewOf(request, { ...(await classLimits(request)), ...own });
}
