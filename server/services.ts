/** The services of a cloud. */
import { blockStorage } from './block-storage/index.ts';
import { compute } from './compute/index.ts';
import type { Implementation } from './core/dialect.ts';
import { identity } from './identity/index.ts';
import { image } from './image/index.ts';
import { network } from './network/index.ts';
import { placement } from './placement/index.ts';

export const implementations: readonly Implementation[] = [identity, compute, image, network, placement, blockStorage];
