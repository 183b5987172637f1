/** Where something is: on a host or in a cluster. `cinder/api/common.py: get_cluster_host` */
import { within } from '../../contracts/microversion.ts';
import type { Context } from '../core/context.ts';
import { invalidInput } from './faults.ts';

export interface Place {
  host?: string | null | undefined;
  cluster?: string | null | undefined;
}
/** Throws 400 unless one of the two is said. @param since the microversion from which on it may be a cluster */
export function checkPlace({ version }: Pick<Context, 'version'>, { host, cluster }: Place, since: '3.16' | '3.17' | '3.26'): void {
  const known = within(version, { since });
  if (Boolean(host) === Boolean(known && cluster)) throw invalidInput(known ? 'One and only one of cluster and host must be set.' : 'Host field is missing.');
}
