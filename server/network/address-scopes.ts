/**
 * Address scopes: pools of subnets whose addresses do not overlap. https://docs.openstack.org/api-ref/network/v2/#address-scopes
 * Follows `neutron/db/address_scope_db.py`.
 */
import { addressScopes as table } from '../../contracts/network/address-scopes.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { addressScopeAttributes } from './attributes/sharing.ts';
import { type Served, serve } from './engine/serve.ts';
import { inUse } from './faults.ts';
import { close, isShared, open } from './rbac-rows.ts';
import { subnetPools } from './rows.ts';
import { type AddressScope, addressScopes } from './sharing-rows.ts';

export const addressScopeKind: Served<AddressScope, NewScope> = {
  name: 'address_scope',
  collection: 'address_scopes',
  attributes: addressScopeAttributes,
  rows: addressScopes,
  missing: (id) => notFound(`Address scope ${id} could not be found.`, { type: 'AddressScopeNotFound' }),
  shares: 'address_scope',
  views: async (_request, list) => list.map((scope) => ({ ...scope, tenant_id: scope.project_id })),
  create,
  async update(request, scope, { shared, ...changes }) {
    if (shared === false && (await isShared(request, scope.id, request.caller.project_id ?? '*'))) {
      throw badRequest(`Unable to update address scope ${scope.id} : Shared address scope can't be unshared.`, { type: 'AddressScopeUpdateError' });
    }
    if (shared) await open(request, 'address_scope', scope);
    return request.rows.update(addressScopes, { ...scope, ...changes });
  },
  async remove(request, { id }) {
    if (await request.rows.count(subnetPools, { address_scope_id: id })) {
      const reason = 'There are one or more subnet pools in use on the address scope.';
      throw inUse('AddressScopeInUse', `Unable to complete operation on address scope ${id}. ${reason}`);
    }
    await close(request, id);
    await request.rows.remove(addressScopes, id);
  },
};
export const addressScopeHandlers = implement(table, serve(addressScopeKind));

type NewScope = Omit<AddressScope, 'id'> & { shared: boolean };
async function create(request: Context, { name, ip_version, project_id, shared }: NewScope): Promise<AddressScope> {
  const scope = await request.rows.insert(addressScopes, { id: request.world.ids.uuid(), project_id, name, ip_version });
  if (shared) await open(request, 'address_scope', scope);
  return scope;
}
