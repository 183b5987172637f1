/** Roles as requests name them: by id or by name. `keystone/assignment/core.py: get_unique_role_by_name` */
import { badRequest, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { type RoleRow, fold, roles } from './rows.ts';

export interface RoleReference {
  id?: string | undefined;
  name?: string | undefined;
}

/** Ids are taken as they are. @throws CloudError 404 for an unknown name, 400 for one that several roles have */
export const roleIds = async (scope: Scope, named: readonly RoleReference[]): Promise<string[]> =>
  Promise.all(named.map(async ({ id, name = '' }) => id || (await uniqueRole(scope, name)).id));

async function uniqueRole({ rows }: Scope, name: string): Promise<RoleRow> {
  const [role, another] = await rows.list(roles, { where: { folded: fold(name) }, filter: (row) => row.name === name });
  if (!role) throw notFound(`Role ${name} is not defined`);
  if (another) throw badRequest(`There are multiple role entities named '${name}'. Please use ID instead of names to resolve the ambiguity.`);
  return role;
}
