import type { Service } from '../../service.ts';
import { identityService } from '../service.ts';

/** Keystone v2.0, which no cloud serves any more. */
export const identityV2: Service = { ...identityService, root: '/v2.0', endpointPath: '/v2.0' };
