/** https://docs.openstack.org/api-ref/network/v2/#address-scopes */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput } from './types.ts';

const IpVersion = z.union([z.literal(4), z.literal(6)]);
const AddressScope = z.object({ id: z.string(), name: z.string(), ...owner, ip_version: IpVersion, shared: z.boolean() });
const changeable = { name: z.string().optional(), shared: z.boolean().optional() };

export const addressScopes = resource(
  rowsOf({
    path: '/address-scopes',
    collection: 'address_scopes',
    name: 'address_scope',
    view: AddressScope,
    create: z.object({ ...changeable, ...ownerInput, ip_version: IpVersion }),
    update: z.object(changeable),
    query: filters('id', 'name', 'tenant_id', 'project_id', 'ip_version', 'shared'),
  }),
);
