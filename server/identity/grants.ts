/** Who has which role on what. https://docs.openstack.org/api-ref/identity/v3/#roles `keystone/api/projects.py`, `domains.py`, `system.py` */
import * as tables from '../../contracts/identity/grants.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, forbidden, notFound } from '../core/errors.ts';
import type { Target } from '../core/policy.ts';
import { domainById } from './domains.ts';
import { groupById } from './groups.ts';
import { whole } from './listing.ts';
import { projectById } from './projects.ts';
import { roleById, view } from './roles.ts';
import { type AssignmentRow, type ProjectRow, type RoleRow, assignment, assignments, roles } from './rows.ts';
import { userById } from './users.ts';

type Kind = Pick<AssignmentRow, 'target' | 'actor' | 'inherited'>;
type Request = Context & { params: Record<string, string> };

/** What a request is about: looked up first, then asked for. */
class Grant {
  kind: Kind;
  context: Request;
  actor_id: string;
  target_id: string;
  role_id: string | undefined;

  constructor(kind: Kind, context: Request) {
    const { params } = context;
    this.kind = kind;
    this.context = context;
    this.actor_id = params[`${kind.actor}_id`] ?? '';
    this.target_id = kind.target === 'system' ? 'all' : (params[`${kind.target}_id`] ?? '');
    this.role_id = params['role_id'];
  }
  get row(): AssignmentRow {
    return assignment({ ...this.kind, role_id: this.role_id ?? '', actor_id: this.actor_id, target_id: this.target_id });
  }

  /** @param absent nobody minds when the user or the group is gone */
  async permitted({ absent = false } = {}): Promise<{ role?: RoleRow; project?: ProjectRow }> {
    const { context, kind, role_id, actor_id, target_id } = this;
    const domain = kind.target === 'domain' ? await domainById(context, target_id) : undefined;
    const role = role_id === undefined ? undefined : await roleById(context, role_id);
    const target: Target = { ...(domain && { domain }), ...(role && { role }) };
    try {
      target[kind.actor] = kind.actor === 'user' ? await userById(context, actor_id) : await groupById(context, actor_id);
    } catch (error) {
      if (!absent) throw error;
    }
    const project = kind.target === 'project' ? await projectById(context, target_id) : undefined;
    if (project) target['project'] = project;
    context.enforce(target);
    return { ...(role && { role }), ...(project && { project }) };
  }

  get notFound(): CloudError {
    const target = this.kind.target === 'system' ? 'system' : this.target_id;
    return notFound(`Could not find role assignment with role: ${this.role_id}, user or group: ${this.actor_id}, project, domain, or system: ${target}.`);
  }
}

const handlers = (kind: Kind) => ({
  async list(context: Request) {
    const grant = new Grant(kind, context);
    await grant.permitted();
    const found = await context.rows.list(assignments, { where: { ...kind, actor_id: grant.actor_id, target_id: grant.target_id } });
    const granted = await Promise.all(found.map(({ role_id }) => context.rows.get(roles, role_id)));
    return whole(
      context,
      'roles',
      granted.filter((role) => role !== undefined).map((role) => view(context, role)),
    );
  },
  async check(context: Request) {
    const grant = new Grant(kind, context);
    await grant.permitted();
    if (!(await context.rows.get(assignments, grant.row.id))) throw grant.notFound;
  },
  async assign(context: Request) {
    const grant = new Grant(kind, context);
    const { role, project } = await grant.permitted();
    if (role?.domain_id && project && role.domain_id !== project.domain_id) {
      throw forbidden(`Project ${project.id} must be in the same domain as the role ${role.id} being assigned.`);
    }
    await context.rows.update(assignments, grant.row);
  },
  async unassign(context: Request) {
    const grant = new Grant(kind, context);
    await grant.permitted({ absent: true });
    if (!(await context.rows.remove(assignments, grant.row.id))) throw grant.notFound;
  },
});

export const grantHandlers = [
  implement(tables.projectUserRoles, handlers({ target: 'project', actor: 'user', inherited: false })),
  implement(tables.projectGroupRoles, handlers({ target: 'project', actor: 'group', inherited: false })),
  implement(tables.domainUserRoles, handlers({ target: 'domain', actor: 'user', inherited: false })),
  implement(tables.domainGroupRoles, handlers({ target: 'domain', actor: 'group', inherited: false })),
  implement(tables.inheritedProjectUserRoles, handlers({ target: 'project', actor: 'user', inherited: true })),
  implement(tables.inheritedProjectGroupRoles, handlers({ target: 'project', actor: 'group', inherited: true })),
  implement(tables.inheritedDomainUserRoles, handlers({ target: 'domain', actor: 'user', inherited: true })),
  implement(tables.inheritedDomainGroupRoles, handlers({ target: 'domain', actor: 'group', inherited: true })),
  implement(tables.systemUserRoles, handlers({ target: 'system', actor: 'user', inherited: false })),
  implement(tables.systemGroupRoles, handlers({ target: 'system', actor: 'group', inherited: false })),
];
