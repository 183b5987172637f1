/** Every service with its tables. */
import { blockStorage } from './block-storage/index.ts';
import { blockStorageService } from './block-storage/service.ts';
import { computeService } from './compute/service.ts';
import { computeV11Tables } from './compute/v1.1/index.ts';
import { computeV11 } from './compute/v1.1/service.ts';
import { compute } from './compute/index.ts';
import { identity } from './identity/index.ts';
import { identityService } from './identity/service.ts';
import { identityV2Tables } from './identity/v2.0/index.ts';
import { identityV2 } from './identity/v2.0/service.ts';
import { image } from './image/index.ts';
import { imageService } from './image/service.ts';
import { imageV1Tables } from './image/v1/index.ts';
import { imageV1 } from './image/v1/service.ts';
import { network } from './network/index.ts';
import type { Resource } from './operation.ts';
import type { Service } from './service.ts';
import { networkService } from './network/service.ts';
import { placement } from './placement/index.ts';
import { placementService } from './placement/service.ts';

export const services = {
  identity: identityService,
  compute: computeService,
  image: imageService,
  network: networkService,
  placement: placementService,
  'block-storage': blockStorageService,
};
/** By the tables' own names, since the compiler refuses to write their types out in one declaration. */
export type Tables = {
  identity: typeof identity;
  compute: typeof compute;
  image: typeof image;
  network: typeof network;
  placement: typeof placement;
  'block-storage': typeof blockStorage;
};
export const tables: Tables = { identity, compute, image, network, placement, 'block-storage': blockStorage };
/** Versions of APIs that no cloud serves any more. The client does not know them. */
export const editions: readonly { service: Service; tables: Record<string, Resource> }[] = [
  { service: identityV2, tables: identityV2Tables },
  { service: computeV11, tables: computeV11Tables },
  { service: imageV1, tables: imageV1Tables },
];
