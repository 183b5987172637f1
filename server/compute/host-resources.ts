/** What operators see of a cloud, and what Nova has no more, for its table of contents. */
import { aggregateImages, hosts, operations, volumesBoot } from '../../contracts/compute/operations.ts';
import { proxies } from '../../contracts/compute/proxies.ts';
import { removed } from '../../contracts/compute/removed.ts';
import { type Implemented, unserved } from '../core/context.ts';

export const hostResources: readonly Implemented[] = [operations, hosts, volumesBoot, aggregateImages, proxies, removed].map(unserved);
