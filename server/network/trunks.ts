/**
 * Trunks. No agent wires them here, so that they stay DOWN. https://docs.openstack.org/api-ref/network/v2/#trunk-networking
 * Follows `neutron/services/trunk/plugin.py`.
 */
import { trunks as table } from '../../contracts/network/trunks.ts';
import { type Context, implement } from '../core/context.ts';
import { conflict, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { trunkAttributes } from './attributes/trunks.ts';
import { enforceAction } from './engine/enforcement.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { inUse, trunkNotFound } from './faults.ts';
import { admitting } from './quota.ts';
import { ports } from './rows.ts';
import { withPlugin } from './service-plugins.ts';
import { type WantedSubPort, checkManaged, checkParent, checked, subPortsIn } from './trunk-checks.ts';
import { type SubPort, type Trunk, subPorts, subPortsOf, trunks } from './trunk-rows.ts';

export const trunkKind: Served<Trunk, NewTrunk> = {
  name: 'trunk',
  collection: 'trunks',
  attributes: trunkAttributes,
  single: true,
  rows: trunks,
  missing: trunkNotFound,
  async views(request, list) {
    const found = list.length
      ? await subPortsOf(
          request,
          list.map(({ id }) => id),
        )
      : [];
    const byTrunk = Map.groupBy(found, ({ trunk_id }) => trunk_id);
    return list.map((trunk) => view(trunk, byTrunk.get(trunk.id) ?? []));
  },
  admit: admitting('trunk'),
  create,
  /** What changes nothing makes no revision. */
  async update(request, trunk, body) {
    const changed = { ...trunk, ...body };
    const same = Object.keys(body).every((key) => changed[key as keyof Trunk] === trunk[key as keyof Trunk]);
    return same ? trunk : touch(request, trunks, changed);
  },
  async remove(request, trunk) {
    checkManaged(trunk);
    const port = await request.rows.get(ports, trunk.port_id);
    if (port?.['binding:host_id']) throw inUse('TrunkInUse', `Trunk ${trunk.id} is currently in use.`);
    for (const { id } of await subPortsOf(request, trunk.id)) await request.rows.remove(subPorts, id);
    await request.rows.remove(trunks, trunk.id);
  },
};
const served = serve(trunkKind);
type Asked = Context & { params: { trunk_id: string }; body?: unknown };

export const trunkHandlers = withPlugin(
  'trunk',
  implement(table, {
    ...served,
    async create(request) {
      const { trunk } = (await served.create(request)) as { trunk: ReturnType<typeof view> };
      return { trunk: { ...trunk, sub_ports: asGiven(trunk.sub_ports, request.body) } };
    },
    async subPorts(request) {
      const trunk = await find(trunkKind, request, request.caller, request.params.trunk_id);
      request.enforce({ project_id: trunk.project_id });
      return { sub_ports: (await subPortsOf(request, trunk.id)).map(shown) };
    },
    async addSubPorts(request) {
      const { trunk, present } = await asked(request, 'add_subports');
      const added = await checked(request, trunk.port_id, subPortsIn(request.body));
      checkManaged(trunk);
      if (trunk.status === 'ERROR') {
        throw conflict(`Trunk ${trunk.id} is in error state. Attempt to resolve the error condition before proceeding.`, { type: 'TrunkInErrorState' });
      }
      for (const sub of added) await attach(request, trunk, sub);
      const all = [...present, ...added.map((sub) => ({ ...sub, trunk_id: trunk.id }))];
      return view(await down(request, trunk), all);
    },
    async removeSubPorts(request) {
      const { trunk, present } = await asked(request, 'remove_subports');
      checkManaged(trunk);
      const left = new Map(present.map((sub) => [sub.id, sub]));
      for (const { port_id } of subPortsIn(request.body)) {
        if (!left.delete(port_id)) throw notFound(`SubPort ${port_id} on trunk ${trunk.id} could not be found.`, { type: 'SubPortNotFound' });
        await request.rows.remove(subPorts, port_id);
      }
      return view(await down(request, trunk), [...left.values()]);
    },
  }),
);

const shown = ({ id, segmentation_type, segmentation_id }: SubPort) => ({ port_id: id, segmentation_type, segmentation_id });
/** As the body of a create has them, and not as they are listed. */
function asGiven(list: ReturnType<typeof shown>[], { trunk: { sub_ports: given = [] } }: { trunk: { sub_ports?: { port_id: string }[] | undefined } }) {
  const order = given.map(({ port_id }) => port_id);
  return list.toSorted((a, b) => order.indexOf(a.port_id) - order.indexOf(b.port_id));
}
const view = (trunk: Trunk, subs: readonly SubPort[]) => ({ ...trunk, tenant_id: trunk.project_id, sub_ports: subs.map(shown), ...standardView(trunk) });

type NewTrunk = Pick<Trunk, 'name' | 'project_id' | 'description' | 'admin_state_up' | 'port_id'> & { sub_ports: WantedSubPort[] };
async function create(request: Context, { name, project_id, description, admin_state_up, port_id, sub_ports }: NewTrunk): Promise<Trunk> {
  await checkParent(request, port_id);
  const subs = await checked(request, port_id, sub_ports);
  if (await request.rows.count(trunks, { port_id })) {
    const message = `Failed to create a duplicate Trunk: for attribute(s) ['port_id'] with value(s) ${port_id}`;
    throw conflict(message, { type: 'NeutronDbObjectDuplicateEntry' });
  }
  const trunk: Trunk = { ...standard(request, project_id, description), name, admin_state_up, port_id, status: 'DOWN' };
  for (const sub of subs) await attach(request, trunk, sub);
  return request.rows.insert(trunks, trunk);
}
/** The trunk, if the caller may do that to it, with its sub-ports. */
async function asked(request: Asked, action: string): Promise<{ trunk: Trunk; present: SubPort[] }> {
  const trunk = await find(trunkKind, request, request.caller, request.params.trunk_id);
  const present = await subPortsOf(request, trunk.id);
  enforceAction(request, trunkKind, action, { project_id: trunk.project_id }, { sub_ports: present.map(shown) });
  return { trunk, present };
}
async function attach({ rows }: Scope, { id: trunk_id }: Trunk, sub: Omit<SubPort, 'trunk_id'>): Promise<void> {
  const { segmentation_type: type, segmentation_id } = sub;
  if ((await rows.count(subPorts, { trunk_id, segmentation_id })) || (await rows.get(subPorts, sub.id))) {
    throw inUse('DuplicateSubPort', `segmentation_type ${type} and segmentation_id ${segmentation_id} already in use on trunk ${trunk_id}.`);
  }
  await rows.insert(subPorts, { ...sub, trunk_id });
}
/** What has changed is to be wired anew; it makes no new revision unless the trunk was up. */
async function down({ rows, now }: Scope, trunk: Trunk): Promise<Trunk> {
  const revision_number = trunk.revision_number + (trunk.status === 'DOWN' ? 0 : 1);
  return rows.update(trunks, { ...trunk, status: 'DOWN', updated_at: now, revision_number });
}
