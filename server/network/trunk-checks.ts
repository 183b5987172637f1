/** Which ports can be on a trunk. `neutron/services/trunk/rules.py`, `neutron/services/trunk/drivers/openvswitch` */
import { conflict } from '../core/errors.ts';
import { str } from '../core/python.ts';
import { missingDetails, subPortList } from './attributes/trunks.ts';
import { toInt } from './engine/converters.ts';
import { find, seen } from './engine/served.ts';
import { inUse, invalidInput } from './faults.ts';
import { portKind } from './ports.ts';
import type { Asking } from './rbac-rows.ts';
import { type Port, networks, ports } from './rows.ts';
import { type SubPort, type Trunk, subPorts, trunks } from './trunk-rows.ts';

export interface WantedSubPort {
  port_id: string;
  segmentation_type?: string;
  segmentation_id?: unknown;
}
type Segment = Omit<SubPort, 'trunk_id'>;

const parentInUse = (id: string) => inUse('ParentPortInUse', `Port ${id} is currently in use and is not eligible for use as a parent port.`);
const portOf = async (request: Asking, id: string): Promise<Port> => find(portKind, request, request.caller, id);

/** Throws 409 on a port that is on a trunk already; upstream sees the sub-ports of all projects, and trunks of the caller's. */
async function refuseTrunked({ rows, caller }: Asking, id: string): Promise<void> {
  if (await rows.get(subPorts, id)) throw inUse('TrunkPortInUse', `Port ${id} is in use by another trunk.`);
  const [trunk] = await rows.list(trunks, { where: { port_id: id }, limit: 1 });
  if (trunk && (caller.roles.has('admin') || trunk.project_id === caller.project_id)) throw parentInUse(id);
}
/** Throws 404 and 409 unless the port can be a parent: ports that are bound to a host are trunked by no driver. */
export async function checkParent(request: Asking, id: string): Promise<void> {
  await refuseTrunked(request, id);
  if ((await portOf(request, id))['binding:host_id'] !== '') throw parentInUse(id);
}
/** Throws 409 on a trunk whose administrative state is down. */
export function checkManaged({ id, admin_state_up }: Trunk): void {
  if (!admin_state_up) throw conflict(`Trunk ${id} is currently disabled.`, { type: 'TrunkDisabled' });
}
/** The sub-ports in the body of a change, which the attribute map does not see. Throws 400. */
export function subPortsIn(body: unknown): WantedSubPort[] {
  const wanted: unknown = typeof body === 'object' && body !== null && 'sub_ports' in body ? body.sub_ports : undefined;
  const reason = subPortList(wanted ?? null);
  if (reason) throw invalidInput(reason);
  return wanted as WantedSubPort[];
}

/** The sub-ports as they are to be kept. Throws 400, 404 and 409. */
export async function checked(request: Asking, parent: string, wanted: readonly WantedSubPort[]): Promise<Segment[]> {
  const most = await mtuOf(request, parent);
  const resolved = await inherited(request, wanted);
  const segments: Segment[] = [];
  for (const { subPort, mtu } of resolved) {
    const id = subPort.port_id;
    if (id === parent) throw parentInUse(id);
    if (most !== undefined && mtu !== undefined && mtu > most) {
      throw conflict(`MTU ${mtu} of subport ${id} cannot be greater than MTU ${most} of trunk ${parent}.`, { type: 'SubPortMtuGreaterThanTrunkPortMtu' });
    }
    const segmentation = segmentationOf(subPort);
    await refuseTrunked(request, id);
    const port = await portOf(request, id);
    if (port.device_id) {
      const message = `Unable to complete operation on port ${id} for network ${port.network_id}. Port already has an attached device ${port.device_id}.`;
      throw inUse('PortInUse', message);
    }
    segments.push({ id, ...segmentation });
  }
  return segments;
}
async function mtuOf({ rows }: Asking, port_id: string): Promise<number | undefined> {
  const port = await rows.get(ports, port_id);
  return port && (await rows.get(networks, port.network_id))?.mtu;
}
/** With the MTU of their networks, and the segmentation of those where that is asked for. Ports that the caller does not see stay as they are. */
async function inherited(request: Asking, wanted: readonly WantedSubPort[]): Promise<{ subPort: WantedSubPort; mtu?: number }[]> {
  const visible = (await seen(portKind, request)) ?? (() => true);
  const resolved = [];
  for (const subPort of wanted) {
    const port = await request.rows.get(ports, str(subPort.port_id));
    const network = port && visible(port) ? await request.rows.get(networks, port.network_id) : undefined;
    if (!network) {
      resolved.push({ subPort });
      continue;
    }
    const { 'provider:network_type': segmentation_type, 'provider:segmentation_id': segmentation_id, mtu } = network;
    const own = subPort.segmentation_type === 'inherit' ? { port_id: subPort.port_id, segmentation_type, segmentation_id } : subPort;
    resolved.push({ subPort: own, mtu });
  }
  return resolved;
}
function segmentationOf(subPort: WantedSubPort): Pick<SubPort, 'segmentation_type' | 'segmentation_id'> {
  const { segmentation_type: type, segmentation_id: number } = subPort;
  if (type === undefined || number === undefined) throw invalidInput(missingDetails(subPort));
  const segmentation_id = integer(number);
  if (type !== 'vlan') throw invalidInput(`Unknown segmentation_type '${str(type)}'`);
  if (segmentation_id < 1 || segmentation_id > 4094) throw invalidInput(`Segmentation ID '${segmentation_id}' is not in range`);
  return { segmentation_type: type, segmentation_id };
}
function integer(value: unknown): number {
  try {
    return toInt(value);
  } catch {
    throw invalidInput(`Invalid subport details: segmentation_id '${str(value)}' is not an integer`);
  }
}
