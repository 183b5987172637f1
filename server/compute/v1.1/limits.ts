/** Limits. `nova/api/openstack/views/limits.py` of 2011 */
import { limits as table } from '../../../contracts/compute/v1.1/limits.ts';
import { implement } from '../../core/context.ts';
import { limitsOf } from './quota.ts';

export const limitHandlers = implement(table, {
  show: async (request) => {
    const limit = await limitsOf(request);
    const absolute = {
      maxTotalRAMSize: limit.ram,
      maxTotalInstances: limit.instances,
      maxTotalCores: limit.cores,
      maxServerMeta: limit.metadata_items,
      maxImageMeta: limit.metadata_items,
      maxPersonality: limit.injected_files,
      maxPersonalitySize: limit.injected_file_content_bytes,
    };
    return { limits: { rate: [], absolute } };
  },
});
