/** Who may use what of others. `neutron/db/rbac_db_models.py`, `neutron/objects/rbac_db.py` */
import type { Caller } from '../core/policy.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

export type Shareable = 'network' | 'qos_policy' | 'security_group' | 'address_scope' | 'subnetpool' | 'address_group';
export type Access = 'access_as_shared' | 'access_as_external';
export interface RbacPolicy {
  id: string;
  project_id: string;
  object_type: Shareable;
  object_id: string;
  action: Access;
  /** A project, or `*` for all. */
  target_tenant: string;
}
export const rbacPolicies = collection<RbacPolicy>('network_rbac_policies', {
  project_id: 'text',
  object_type: 'text',
  object_id: 'text',
  action: 'text',
  target_tenant: 'text',
});
/** What somebody asks within. */
export type Asking = Scope & { caller: Caller };

/** Ids of the objects that the caller's project may use; whose they are does not matter. */
export async function accessible({ rows, caller }: Asking, object_type: Shareable, action: Access = 'access_as_shared'): Promise<ReadonlySet<string>> {
  const target_tenant = caller.project_id === undefined ? '*' : ['*', caller.project_id];
  return new Set((await rows.list(rbacPolicies, { where: { object_type, action, target_tenant } })).map(({ object_id }) => object_id));
}
/** May this project use the object? */
export const isShared = async ({ rows }: Scope, object_id: string, project: string): Promise<boolean> =>
  (await rows.count(rbacPolicies, { object_id, action: 'access_as_shared', target_tenant: ['*', project] })) > 0;

/** Opens an object to everybody, as its `shared` attribute does. */
export async function open({ rows, world }: Scope, object_type: Shareable, owned: { id: string; project_id: string }, action: Access = 'access_as_shared') {
  const { id: object_id, project_id } = owned;
  if (await rows.count(rbacPolicies, { object_id, action, target_tenant: '*' })) return;
  await rows.insert(rbacPolicies, { id: world.ids.uuid(), project_id, object_type, object_id, action, target_tenant: '*' });
}
/** Takes back what `open` gave; of all projects, or, without a target, whatever was granted. */
export async function close({ rows }: Scope, object_id: string, action?: Access, target_tenant?: string): Promise<void> {
  for (const { id } of await rows.list(rbacPolicies, { where: { object_id, action, target_tenant } })) await rows.remove(rbacPolicies, id);
}
