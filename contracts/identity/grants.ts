/** Who has which role on what. https://docs.openstack.org/api-ref/identity/v3/#roles, `#os-inherit`, `#system-role-assignments` */
import { z } from 'zod';
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
const inheritedRolesOf = <P extends string>(target: P) => {
  const path = `/OS-INHERIT${target}/roles` as const;
  const role = `${path}/{role_id}/inherited_to_projects` as const;
  return resource({
    list: get(`${path}/inherited_to_projects` as const, { policy: 'identity:list_grants', late, status: 200, returns, errors }),
    check: get(role, { policy: 'identity:check_grant', late, status: 204, errors }),
    assign: put(role, { policy: 'identity:create_grant', late, status: 204, errors }),
    unassign: del(role, { policy: 'identity:revoke_grant', late, status: 204, errors }),
  });
};
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
export const inheritedProjectUserRoles = inheritedRolesOf('/projects/{project_id}/users/{user_id}');
export const inheritedProjectGroupRoles = inheritedRolesOf('/projects/{project_id}/groups/{group_id}');
export const inheritedDomainUserRoles = inheritedRolesOf('/domains/{domain_id}/users/{user_id}');
export const inheritedDomainGroupRoles = inheritedRolesOf('/domains/{domain_id}/groups/{group_id}');
export const systemUserRoles = systemRolesOf('/system/users/{user_id}', 'user');
export const systemGroupRoles = systemRolesOf('/system/groups/{group_id}', 'group');

const Named = z.object({ id: z.string(), name: z.string().optional() });
const Owned = Named.extend({ domain: Named.optional() });
/** One assignment; names only where they were asked for. */
const Assignment = z.object({
  links: z.object({ assignment: z.string(), membership: z.string().optional(), prior_role: z.string().optional() }),
  scope: z.object({
    project: Owned.optional(),
    domain: Named.optional(),
    system: z.object({ all: z.literal(true) }).optional(),
    'OS-INHERIT:inherited_to': z.literal('projects').optional(),
  }),
  user: Owned.optional(),
  group: Owned.optional(),
  role: Owned,
});
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9-]+$/);

export const roleAssignments = resource({
  list: get('/role_assignments', {
    policy: 'identity:list_role_assignments',
    late: true,
    query: z.looseObject({
      effective: z.string().optional(),
      include_names: z.string().optional(),
      include_subtree: z.string().optional(),
      'group.id': id.optional(),
      'role.id': id.optional(),
      'scope.system': z.string().optional(),
      'scope.domain.id': id.optional(),
      'scope.project.id': id.optional(),
      'user.id': z.string().optional(),
      'scope.OS-INHERIT:inherited_to': z.string().optional(),
    }),
    status: 200,
    returns: collection('role_assignments', Assignment),
    errors: [400, 401, 403, 404],
  }),
});
