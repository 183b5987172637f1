/** VLAN tags, VXLAN ids and flat networks: each given once. `neutron/plugins/ml2/managers.py`, `neutron/plugins/ml2/drivers/type_*.py` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { CloudError, badRequest } from '../core/errors.ts';
import { inUse, invalidInput } from './faults.ts';
import type { Segment } from './rows.ts';

const taken = collection<{ id: string }>('network_segments');
const key = ({ type, physical, number }: Segment): string => `${type}/${physical ?? ''}/${number ?? ''}`;

/** What ML2 is configured with: `flat_networks`, `network_vlan_ranges`, `vni_ranges`, and the default `global_physnet_mtu` less VXLAN's 50 bytes. */
const FLAT = ['public'];
const VLANS: Record<string, readonly [number, number]> = { physnet1: [100, 199] };
const VNIS = [1, 1000] as const;
export const mtuOf = (type: string): number => (type === 'vxlan' ? 1450 : 1500);

type Wanted = { type?: string | undefined; physical?: string | null | undefined; number?: number | null | undefined };
export interface WantedSegment {
  'provider:network_type'?: string | null;
  'provider:physical_network'?: string | null;
  'provider:segmentation_id'?: number | null;
}
const wantedOf = (from: WantedSegment): Wanted => ({
  type: from['provider:network_type'] ?? undefined,
  physical: from['provider:physical_network'],
  number: from['provider:segmentation_id'],
});
/** All segments of a network that is to be made: those that are listed, or the only one. */
export async function reserveAll(scope: Scope, wanted: WantedSegment & { segments?: readonly WantedSegment[] }): Promise<[Segment, ...Segment[]]> {
  const { segments = [] } = wanted;
  const only = wantedOf(wanted);
  if (!segments.length) return [await reserve(scope, only)];
  if (Object.values(only).some((value) => value !== undefined)) {
    throw badRequest('Segments and provider values cannot both be set.', { type: 'SegmentsSetInConjunctionWithProviders' });
  }
  refuseDuplicates(segments);
  const reserved: Segment[] = [];
  for (const segment of segments) {
    const place = wantedOf(segment);
    reserved.push(await reserve(scope, { ...place, physical: place.physical ?? undefined, number: place.number ?? undefined }));
  }
  return reserved as [Segment, ...Segment[]];
}
/** Segments of which one says all are not to be told apart. */
function refuseDuplicates(segments: readonly WantedSegment[]): void {
  const whole = segments.map(wantedOf).filter(({ number }) => number !== null && number !== undefined);
  const keys = whole.map(({ type, physical, number }) => `${type}/${physical}/${number}`);
  if (new Set(keys).size < keys.length) throw badRequest('Duplicate segment entry in request.', { type: 'SegmentsContainDuplicateEntry' });
}

/** Throws 400 on what ML2 has no driver or range for, 409 on what is taken, 503 when nothing is left. */
async function reserve(scope: Scope, wanted: Wanted): Promise<Segment> {
  const named = wanted.type !== undefined || wanted.physical !== undefined || wanted.number !== undefined;
  if (named && wanted.type === undefined) throw invalidInput('network_type required');
  const segment = await place(scope, { type: wanted.type ?? 'vxlan', physical: wanted.physical ?? null, number: wanted.number ?? null });
  if (segment.type !== 'local') await scope.rows.insert(taken, { id: key(segment) });
  return segment;
}
export const release = async ({ rows }: Scope, segment: Segment): Promise<boolean> => rows.remove(taken, key(segment));

async function place(scope: Scope, { type, physical, number }: Segment): Promise<Segment> {
  switch (type) {
    case 'local':
      return { type, physical: null, number: null };
    case 'flat':
      return flat(scope, physical, number);
    case 'vlan':
      return vlan(scope, physical, number);
    case 'vxlan':
      if (physical) throw invalidInput('provider:physical_network specified for vxlan network');
      if (number === null) return free(scope, type, null, VNIS);
      if (await isTaken(scope, { type, physical, number })) throw inUse('TunnelIdInUse', `Unable to create the network. The tunnel ID ${number} is in use.`);
      return { type, physical, number };
    default:
      throw invalidInput(`network_type value '${type}' not supported`);
  }
}
const isTaken = async ({ rows }: Scope, segment: Segment): Promise<boolean> => (await rows.get(taken, key(segment))) !== undefined;

async function flat(scope: Scope, physical: string | null, number: number | null): Promise<Segment> {
  if (!physical) throw invalidInput('physical_network required for flat provider network');
  if (!FLAT.includes(physical)) throw invalidInput(`physical_network '${physical}' unknown for flat provider network`);
  if (number) throw invalidInput('segmentation_id prohibited for flat provider network');
  const segment = { type: 'flat', physical, number: null };
  if (await isTaken(scope, segment)) throw inUse('FlatNetworkInUse', `Unable to create the flat network. Physical network ${physical} is in use.`);
  return segment;
}
async function vlan(scope: Scope, physical: string | null, number: number | null): Promise<Segment> {
  if (physical && !Object.hasOwn(VLANS, physical)) throw invalidInput(`physical_network '${physical}' unknown for VLAN provider network`);
  if (!physical && number !== null) throw invalidInput('segmentation_id requires physical_network for VLAN provider network');
  const [first, range] = Object.entries(VLANS).find(([name]) => !physical || name === physical) ?? ['', [0, -1] as const];
  if (number === null) return free(scope, 'vlan', first, range);
  if (number < 1 || number > 4094) throw invalidInput('segmentation_id out of range (1 through 4094)');
  const segment = { type: 'vlan', physical, number };
  if (await isTaken(scope, segment)) {
    throw inUse('VlanIdInUse', `Unable to create the network. The VLAN ${number} on physical network ${physical} is in use.`);
  }
  return segment;
}
/** Any free number of a range: the first from a random one on. */
async function free(scope: Scope, type: string, physical: string | null, [first, last]: readonly [number, number]): Promise<Segment> {
  const size = last - first + 1;
  const start = Math.floor(scope.world.ids.fraction() * size);
  for (let n = 0; n < size; n++) {
    const segment = { type, physical, number: first + ((start + n) % size) };
    if (!(await isTaken(scope, segment))) return segment;
  }
  throw new CloudError(503, 'Unable to create the network. No project network is available for allocation.', { type: 'NoNetworkAvailable' });
}
