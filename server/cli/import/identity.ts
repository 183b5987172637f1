/** Keystone's part of a seed from a real cloud: who there is and who may do what. Passwords cannot be read. */
import type { Connection } from '../../../client/index.ts';
import { services } from '../../../contracts/index.ts';
import type { Reader } from './reader.ts';

interface Named {
  id: string;
  name: string;
  description?: string;
  enabled?: boolean;
}
interface Project extends Named {
  domain_id: string;
  parent_id: string | null;
  tags?: string[];
}
interface User extends Named {
  domain_id: string;
  email?: string;
  default_project_id?: string | null;
}
interface Assignment {
  role: { id: string };
  user?: { id: string };
  scope: { project?: { id: string }; domain?: { id: string }; system?: { all: boolean }; 'OS-INHERIT:inherited_to'?: string };
}
interface Role extends Named {
  domain_id: string | null;
  options?: { immutable?: boolean };
}

/** @param password given to every user */
export async function readIdentity(reader: Reader, { identity, whoami }: Connection, password: string | undefined): Promise<object> {
  const domains = await reader.all<Named>(identity, '/domains', 'domains');
  const projects = await reader.all<Project>(identity, '/projects', 'projects');
  const users = await reader.all<User>(identity, '/users', 'users');
  const roles = (await reader.all<Role>(identity, '/roles', 'roles')).filter(({ domain_id }) => domain_id === null);
  const regions = await reader.all<Named>(identity, '/regions', 'regions');
  const assignments = await reader.all<Assignment>(identity, '/role_assignments', 'role_assignments');
  const inferences = await reader.all<{ prior_role: Named; implies: Named[] }>(identity, '/role_inferences', 'role_inferences');
  const nameOf = (list: readonly { id: string; name: string }[], id: string | undefined) => list.find((item) => item.id === id)?.name;
  const pathOf = (id: string): string | undefined => {
    const project = projects.find((candidate) => candidate.id === id);
    return project && `${nameOf(domains, project.domain_id)}/${project.name}`;
  };

  const grantsOf = (user: string): object[] =>
    assignments.flatMap(({ role, user: actor, scope }): object[] => {
      const name = nameOf(roles, role.id);
      if (actor?.id !== user || name === undefined || scope['OS-INHERIT:inherited_to']) return [];
      if (scope.system) return [{ role: name, system: 'all' }];
      const target = scope.project ? { project: pathOf(scope.project.id) } : { domain: nameOf(domains, scope.domain?.id) };
      return Object.values(target)[0] === undefined ? [] : [{ role: name, ...target }];
    });
  const skipped = assignments.filter(({ user, scope }) => !user || scope['OS-INHERIT:inherited_to']).length;
  if (skipped) reader.notes.push(`${skipped} role assignments of groups, or inherited ones, were left out`);

  return {
    regions: regions.map(({ id, description }) => ({ id, ...(description && { description }) })),
    roles: roles.map(({ id, name, options }) => {
      const implies = inferences.find(({ prior_role }) => prior_role.id === id)?.implies.map((role) => role.name);
      return { id, name, ...(implies?.length && { implies }), ...(options?.immutable && { immutable: true }) };
    }),
    domains: domains.map(({ id, name, description }) => ({
      id,
      name,
      ...(description && { description }),
      projects: parentsFirst(projects.filter(({ domain_id }) => domain_id === id)).map(({ parent_id, tags, ...project }) => ({
        id: project.id,
        name: project.name,
        ...(project.description && { description: project.description }),
        ...(project.enabled === false && { enabled: false }),
        ...(parent_id !== null && parent_id !== id && { parent: nameOf(projects, parent_id) }),
        ...(tags?.length && { tags }),
      })),
      users: users
        .filter(({ domain_id }) => domain_id === id)
        .map((user) => ({
          id: user.id,
          name: user.name,
          ...(password !== undefined && { password }),
          ...(user.email && { email: user.email }),
          ...(user.enabled === false && { enabled: false }),
          ...(user.default_project_id && pathOf(user.default_project_id) && { default_project: pathOf(user.default_project_id) }),
          grants: grantsOf(user.id),
        })),
    })),
    services: catalogOf(reader, (await whoami()).catalog ?? []),
  };
}

function parentsFirst(projects: readonly Project[]): Project[] {
  const depth = (project: Project): number => {
    const parent = projects.find(({ id }) => id === project.parent_id);
    return parent ? depth(parent) + 1 : 0;
  };
  return projects.toSorted((a, b) => depth(a) - depth(b));
}

type Catalog = NonNullable<Awaited<ReturnType<Connection['whoami']>>['catalog']>;
/** Our own services take the places of the real ones: a client of the copy must not end up at the original. */
function catalogOf(reader: Reader, catalog: Catalog): object[] {
  return catalog.flatMap(({ type, name, endpoints }) => {
    const own = Object.values(services).find((service) => service.catalogType === type || service.type === type);
    const regions = [...new Set(endpoints.map(({ region_id }) => region_id))];
    if (!own) reader.notes.push(`the catalog's ${name} (${type}) was left out: Virga has no such service`);
    return own ? regions.map((region) => ({ name, type, region, url: `{${own.type}}${own.endpointPath}` })) : [];
  });
}
