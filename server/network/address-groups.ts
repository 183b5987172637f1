/**
 * Address groups. https://docs.openstack.org/api-ref/network/v2/#address-groups
 * Follows `neutron/db/address_group_db.py`.
 */
import { addressGroups as table } from '../../contracts/network/address-groups.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { repr, str } from '../core/python.ts';
import type { Scope } from '../core/world.ts';
import { formatCidr, parseCidr } from './addresses.ts';
import { addressGroupAttributes } from './attributes/sharing.ts';
import { type Served, find, serve } from './engine/serve.ts';
import { standard, standardView, touch } from './engine/standard.ts';
import { inUse, httpBadRequest } from './faults.ts';
import { close, isShared } from './rbac-rows.ts';
import { securityGroupRules } from './rows.ts';
import { type AddressGroup, addressGroups } from './sharing-rows.ts';

export const addressGroupNotFound = (id: string) => notFound(`Address group ${id} could not be found.`, { type: 'AddressGroupNotFound' });
const view = (group: AddressGroup) => ({ ...group, tenant_id: group.project_id, ...standardView(group) });

const addressGroupKind: Served<AddressGroup, NewGroup> = {
  name: 'address_group',
  collection: 'address_groups',
  attributes: addressGroupAttributes,
  rows: addressGroups,
  missing: addressGroupNotFound,
  shares: 'address_group',
  views: async (_request, list) => list.map(view),
  create,
  update: async (request, group, body) => touch(request, addressGroups, Object.assign(group, body)),
  async remove(request, { id }) {
    if (await request.rows.count(securityGroupRules, { remote_address_group_id: id })) {
      throw inUse('AddressGroupInUse', `Address group ${id} is in use on one or more security group rules.`);
    }
    await close(request, id);
    await request.rows.remove(addressGroups, id);
  },
};
type Change = Context & { params: { address_group_id: string }; body?: unknown };

export const addressGroupHandlers = implement(table, {
  ...serve(addressGroupKind),
  addAddresses: async (request) => changed(request, add),
  removeAddresses: async (request) => changed(request, take),
});

type NewGroup = Pick<AddressGroup, 'name' | 'project_id' | 'description'> & { addresses?: string[] };
async function create(scope: Scope, { name, project_id, description, addresses }: NewGroup): Promise<AddressGroup> {
  const [newest] = await scope.rows.list(addressGroups, { sort: [['standard_attr_id', 'desc']], limit: 1 });
  const place = { standard_attr_id: (newest?.standard_attr_id ?? 0) + 1 };
  const group = await scope.rows.insert(addressGroups, { ...standard(scope, project_id, description), ...place, name, addresses: [] });
  return addresses?.length ? add(scope, group, normalised(addresses)) : group;
}
async function changed(request: Change, change: (scope: Scope, group: AddressGroup, addresses: readonly string[]) => Promise<AddressGroup>) {
  const group = await find(addressGroupKind, request, request.caller, request.params.address_group_id);
  request.enforce({ project_id: group.project_id });
  const after = await change(request, group, normalised(addressesIn(request.body)));
  return {
    address_group: { ...view(after), shared: await isShared(request, group.id, request.caller.project_id ?? '*'), standard_attr_id: after.standard_attr_id },
  };
}
function addressesIn(body: unknown): unknown[] {
  const addresses: unknown = typeof body === 'object' && body !== null && 'addresses' in body ? body.addresses : undefined;
  if (!Array.isArray(addresses)) throw httpBadRequest('Body contains invalid data');
  return addresses;
}
function normalised(addresses: readonly unknown[]): string[] {
  const nets = addresses.map((address) => {
    const net = parseCidr(address);
    if (!net) throw badRequest(`invalid IPNetwork ${str(address)}`, { type: 'AddrFormatError' });
    return formatCidr(net);
  });
  return [...new Set(nets)];
}
/** Each address is a change of its own. */
async function add(scope: Scope, group: AddressGroup, addresses: readonly string[]): Promise<AddressGroup> {
  const present = addresses.filter((address) => group.addresses.includes(address));
  if (present.length) throw badRequest(`Addresses ${repr(present)} already exist in the address group ${group.id}.`, { type: 'AddressesAlreadyExist' });
  return write(scope, group, [...group.addresses, ...addresses], addresses.length);
}
async function take(scope: Scope, group: AddressGroup, addresses: readonly string[]): Promise<AddressGroup> {
  const absent = addresses.filter((address) => !group.addresses.includes(address));
  if (absent.length) throw notFound(`Addresses ${repr(absent)} not found in the address group ${group.id}.`, { type: 'AddressesNotFound' });
  return write(
    scope,
    group,
    group.addresses.filter((address) => !addresses.includes(address)),
    addresses.length,
  );
}
async function write(scope: Scope, group: AddressGroup, addresses: readonly string[], changes: number): Promise<AddressGroup> {
  if (!changes) return group;
  return touch(scope, addressGroups, { ...group, addresses: addresses.toSorted(), revision_number: group.revision_number + changes - 1 });
}
