/**
 * Subnets that floating IPs come from. https://docs.openstack.org/api-ref/network/v2/#floating-ip-pools-extension-floatingip-pools
 * Follows `neutron/db/l3_fip_pools_db.py`.
 */
import { floatingipPools as table } from '../../contracts/network/floatingip-pools.ts';
import { implement } from '../core/context.ts';
import { attribute } from './engine/attribute.ts';
import type { Kind } from './engine/body.ts';
import { readListing } from './engine/listing.ts';
import { seen } from './engine/served.ts';
import { networkKind } from './networks.ts';
import { networks, subnets } from './rows.ts';

const shown = attribute('show');
const kind: Kind = {
  name: 'floatingip_pool',
  collection: 'floatingip_pools',
  attributes: { subnet_id: shown, subnet_name: shown, network_id: shown, cidr: shown, project_id: shown },
};
export const floatingIpPoolHandlers = implement(table, {
  async list(request) {
    readListing(kind, request.path);
    const visible = await seen(networkKind, request);
    const external = await request.rows.list(networks, { where: { 'router:external': true }, ...(visible && { filter: visible }) });
    const own = await request.rows.list(subnets, { where: { network_id: external.map(({ id }) => id), ip_version: 4 } });
    // a pool is shown as the caller's own
    const project_id = request.caller.project_id ?? '';
    return {
      floatingip_pools: own.map(({ id, name, network_id, cidr }) => ({
        subnet_id: id,
        subnet_name: name,
        network_id,
        cidr,
        project_id,
        tenant_id: project_id,
      })),
    };
  },
});
