/** Neutron's error envelope. `neutron/api/api_common.py` */
import { z } from 'zod';

export const Fault = z.object({ NeutronError: z.object({ type: z.string(), message: z.string(), detail: z.string() }) });
