/** All role assignments. https://docs.openstack.org/api-ref/identity/v3/#list-role-assignments */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { collection, id } from './types.ts';

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
