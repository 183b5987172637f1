/** https://docs.openstack.org/api-ref/network/v2/#role-based-access-control-rbac-policies-rbac-policies */
import { z } from 'zod';
import { resource } from '../operation.ts';
import { rowsOf } from './rows.ts';
import { filters, owner, ownerInput } from './types.ts';

const RbacPolicy = z.object({
  id: z.string(),
  ...owner,
  object_type: z.string(),
  object_id: z.string(),
  action: z.string(),
  /** A project, or `*` for all of them. */
  target_tenant: z.string(),
});
const update = z.object({ target_tenant: z.string() });
const create = z.object({ ...ownerInput, object_type: z.string(), object_id: z.string(), action: z.string(), target_tenant: z.string() });

export const rbacPolicies = resource(
  rowsOf({
    path: '/rbac-policies',
    collection: 'rbac_policies',
    name: 'rbac_policy',
    view: RbacPolicy,
    create,
    update,
    query: filters('id', 'tenant_id', 'project_id', 'object_type', 'object_id', 'action', 'target_tenant'),
  }),
);
