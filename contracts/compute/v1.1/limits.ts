/** `nova/api/openstack/limits.py`, `views/limits.py` of 2011 */
import { z } from 'zod';
import { get, resource } from '../../operation.ts';

const Absolute = z.object({
  maxTotalRAMSize: z.int(),
  maxTotalInstances: z.int(),
  maxTotalCores: z.int(),
  maxServerMeta: z.int(),
  maxImageMeta: z.int(),
  maxPersonality: z.int(),
  maxPersonalitySize: z.int(),
});
/** Requests are not counted, and so there are no rates. */
export const limits = resource({
  show: get('/limits', { status: 200, returns: z.object({ limits: z.object({ rate: z.array(z.never()), absolute: Absolute }) }) }),
});
