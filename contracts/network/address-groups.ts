/** https://docs.openstack.org/api-ref/network/v2/#address-groups */
import { z } from 'zod';
import { put, resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput, standard } from './types.ts';

const shape = { id: z.string(), name: z.string(), ...owner, addresses: z.array(z.string()), ...standard };
const AddressGroup = z.object(shape);
/** As the answer to a change of the addresses has it. */
const Whole = z.object({ address_group: z.object({ ...shape, shared: z.boolean(), standard_attr_id: z.int() }) });
const Addresses = z.object({ addresses: z.array(z.string()) });
const changeable = { name: z.string().optional(), description: z.string().optional() };
const rows = rowsOf({
  path: '/address-groups',
  collection: 'address_groups',
  name: 'address_group',
  view: AddressGroup,
  create: z.object({ ...changeable, ...ownerInput, addresses: z.array(z.string()).nullable().optional() }),
  update: z.object(changeable),
  query: filters('id', 'name', 'tenant_id', 'project_id', 'description', 'revision_number'),
});
const change = { late: true, body: Addresses, status: 200, returns: Whole, errors: [400, 403, 404] } as const;

export const addressGroups = resource({
  ...rows,
  addAddresses: put('/address-groups/{address_group_id}/add_addresses', { policy: 'add_addresses', ...change }),
  removeAddresses: put('/address-groups/{address_group_id}/remove_addresses', { policy: 'remove_addresses', ...change }),
});
