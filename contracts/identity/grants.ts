/** Who has which role on what. https://docs.openstack.org/api-ref/identity/v3/#roles, `#os-inherit`, `#system-role-assignments` */
import { del, get, put, resource } from '../operation.ts';
import { Role } from './roles.ts';
import { collection } from './types.ts';

const returns = collection('roles', Role);
const errors = [401, 403, 404];
const late = true as const;

/** The rows of one kind of target and one kind of actor. */
const rolesOf = <P extends string>(path: P) =>
  resource({
    list: get(`${path}/roles` as const, { policy: 'identity:list_grants', late, status: 200, returns, errors }),
    check: get(`${path}/roles/{role_id}` as const, { policy: 'identity:check_grant', late, status: 204, errors }),
    assign: put(`${path}/roles/{role_id}` as const, { policy: 'identity:create_grant', late, status: 204, errors }),
    unassign: del(`${path}/roles/{role_id}` as const, { policy: 'identity:revoke_grant', late, status: 204, errors }),
  });
/** Roles that hold for the projects below the target. */
const inheritedRoleOf = <P extends string>(target: P) => {
  const role = `/OS-INHERIT${target}/roles/{role_id}/inherited_to_projects` as const;
  return resource({
    check: get(role, { policy: 'identity:check_grant', late, status: 204, errors }),
    assign: put(role, { policy: 'identity:create_grant', late, status: 204, errors }),
    unassign: del(role, { policy: 'identity:revoke_grant', late, status: 204, errors }),
  });
};
/** Only those on a domain can be listed. */
const inheritedRolesOf = <P extends string>(target: P) =>
  resource({
    list: get(`/OS-INHERIT${target}/roles/inherited_to_projects` as const, { policy: 'identity:list_grants', late, status: 200, returns, errors }),
    ...inheritedRoleOf(target),
  });
const systemRolesOf = <P extends string>(path: P, actor: 'user' | 'group') =>
  resource({
    list: get(`${path}/roles` as const, { policy: `identity:list_system_grants_for_${actor}`, late, status: 200, returns, errors }),
    check: get(`${path}/roles/{role_id}` as const, { policy: `identity:check_system_grant_for_${actor}`, late, status: 204, errors }),
    assign: put(`${path}/roles/{role_id}` as const, { policy: `identity:create_system_grant_for_${actor}`, late, status: 204, errors }),
    unassign: del(`${path}/roles/{role_id}` as const, { policy: `identity:revoke_system_grant_for_${actor}`, late, status: 204, errors }),
  });

export const projectUserRoles = rolesOf('/projects/{project_id}/users/{user_id}');
export const projectGroupRoles = rolesOf('/projects/{project_id}/groups/{group_id}');
export const domainUserRoles = rolesOf('/domains/{domain_id}/users/{user_id}');
export const domainGroupRoles = rolesOf('/domains/{domain_id}/groups/{group_id}');
export const inheritedProjectUserRoles = inheritedRoleOf('/projects/{project_id}/users/{user_id}');
export const inheritedProjectGroupRoles = inheritedRoleOf('/projects/{project_id}/groups/{group_id}');
export const inheritedDomainUserRoles = inheritedRolesOf('/domains/{domain_id}/users/{user_id}');
export const inheritedDomainGroupRoles = inheritedRolesOf('/domains/{domain_id}/groups/{group_id}');
export const systemUserRoles = systemRolesOf('/system/users/{user_id}', 'user');
export const systemGroupRoles = systemRolesOf('/system/groups/{group_id}', 'group');
