import type { Service } from '../../service.ts';
import { imageService } from '../service.ts';

/** Glance v1, which no cloud serves any more. */
export const imageV1: Service = { ...imageService, root: '/v1', endpointPath: '/v1' };
