/** Every service with its tables. */
import { computeService } from './compute/service.ts';
import { compute } from './compute/index.ts';
import { identity } from './identity/index.ts';
import { identityService } from './identity/service.ts';
import { image } from './image/index.ts';
import { imageService } from './image/service.ts';
import { network } from './network/index.ts';
import { networkService } from './network/service.ts';
import { placement } from './placement/index.ts';
import { placementService } from './placement/service.ts';

export const services = { identity: identityService, compute: computeService, image: imageService, network: networkService, placement: placementService };
export const tables = { identity, compute, image, network, placement };
export type Tables = typeof tables;
