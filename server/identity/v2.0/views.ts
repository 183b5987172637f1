/** Rows in v2.0's form. `keystone/common/controller.py: V2Controller.v3_to_v2_user, filter_domain_id` of 2014 */
import type { ProjectRow, RoleRow, UserRow } from '../rows.ts';

/** The domain that v2.0, which knew none, lives in. */
export const DOMAIN = 'default';

export const tenantView = ({ extras, id, name, description, enabled }: ProjectRow) => ({ ...extras, id, name, description, enabled });
export const userView = ({ extras, id, name, enabled, default_project_id }: UserRow) => ({
  ...extras,
  id,
  name,
  username: name,
  enabled,
  ...(default_project_id && { tenantId: default_project_id }),
});
export const roleView = ({ id, name }: RoleRow) => ({ id, name });
