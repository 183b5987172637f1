/** Ranges of TCP and UDP ports, as `80:80` or `9000:9002`. `neutron/services/portforwarding/pf_plugin.py` */
import { badResource } from './faults.ts';
import type { PortForwarding } from './port-forwarding-rows.ts';

const bounds = (range: string): [number, number] => {
  const [first = 0, last = first] = range.split(':').map(Number);
  return [first, last];
};
/** Throws 400 unless the inner range is one port or as long as the outer. */
export function checkRanges({ internal_port_range: inner, external_port_range: outer }: PortForwarding): void {
  const length = (range: string): number => bounds(range)[1] - bounds(range)[0];
  if (length(inner) === 0 || length(inner) === length(outer)) return;
  const reason = 'Invalid ranges of internal and/or external ports. The relation between internal and external ports must be N-N or 1-N';
  throw badResource('port_forwarding', reason);
}
/** Throws 400 where one of the others has a port of the range. */
export function refuseCollision(key: 'internal_port_range' | 'external_port_range', row: PortForwarding, others: readonly PortForwarding[]): void {
  const [first, last] = bounds(row[key]);
  const other = others.find((candidate) => bounds(candidate[key])[0] <= last && first <= bounds(candidate[key])[1]);
  if (other) throw badResource('port_forwarding', `There is a port collision with the ${key}. The following ranges collide: ${other[key]} and ${row[key]}`);
}
