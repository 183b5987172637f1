/**
 * Quota classes; the one named `default` holds for every project. https://docs.openstack.org/api-ref/compute/#quota-class-sets-os-quota-class-sets
 * Follows `nova/api/openstack/compute/quota_classes.py`.
 */
import { quotaClassSets as table } from '../../contracts/compute/quota-class-sets.ts';
import { implement } from '../core/context.ts';
import { badRequest } from '../core/errors.ts';
import { classLimits, setLimits } from './quota.ts';

const idOf = (name: string): string => `class/${name}`;

export const quotaClassSetHandlers = implement(table, {
  show: async (request) => {
    const { quota_class } = request.params;
    return { quota_class_set: { id: quota_class, ...(await classLimits(request, idOf(quota_class))) } };
  },
  update: async (request) => {
    const { quota_class } = request.params;
    if (quota_class.length > 255) throw badRequest(`quota_class_name has ${quota_class.length} characters, more than 255.`);
    await setLimits(request, idOf(quota_class), request.body.quota_class_set);
    return { quota_class_set: await classLimits(request, idOf(quota_class)) };
  },
});
