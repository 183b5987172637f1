import type { Service } from '../../service.ts';
import { computeService } from '../service.ts';

/** Nova v1.1, which no cloud serves any more. */
export const computeV11: Service = { ...computeService, root: '/v1.1', endpointPath: '/v1.1' };
