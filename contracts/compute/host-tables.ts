/** What operators see of a cloud, and what Nova has no more. */
import { aggregateImages, hosts, operations, volumesBoot } from './operations.ts';
import { proxies } from './proxies.ts';
import { removed } from './removed.ts';

export const hostTables = { operations, hosts, volumesBoot, aggregateImages, proxies, removed };
