/** Keystone's part of a seed: who may do what, and where the services are. */
import { z } from 'zod';
import type { Place } from '../../contracts/service.ts';
import { SeedError } from '../core/seed-error.ts';
import type { Scope } from '../core/world.ts';
import { makeKeys } from './keys.ts';
import { hash } from './passwords.ts';
import { Settings, keepSettings } from './settings.ts';
import { type ProjectRow, assignment, assignments, endpoints, fold, implied, named, projects, regions, roles, services, users } from './rows.ts';

/** A role on a project of the user's domain (or of another: `demo/admin`), on a domain, or on the system. */
const Grant = z.union([
  z.strictObject({ role: z.string(), project: z.string() }),
  z.strictObject({ role: z.string(), domain: z.string() }),
  z.strictObject({ role: z.string(), system: z.literal('all') }),
]);
const id = z.string().min(1).max(64).optional();
const description = z.string().default('');
const User = z.strictObject({
  id,
  name: z.string(),
  password: z.string().nullable().default(null),
  email: z.string().optional(),
  enabled: z.boolean().default(true),
  default_project: z.string().optional(),
  grants: z.array(Grant).default([]),
});
const Domain = z.strictObject({
  id,
  name: z.string(),
  description,
  projects: z
    .array(
      z.strictObject({
        id,
        name: z.string(),
        description,
        enabled: z.boolean().default(true),
        parent: z.string().optional().describe('another project of the domain, listed before'),
        tags: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  users: z.array(User).default([]),
});
const schema = z.strictObject({
  /** What an operator would say in keystone.conf. */
  configuration: Settings.prefault({}),
  regions: z.array(z.strictObject({ id: z.string(), description })).default([]),
  roles: z.array(z.strictObject({ id, name: z.string(), implies: z.array(z.string()).default([]), immutable: z.boolean().default(false) })).default([]),
  domains: z.array(Domain).default([]),
  /** `{compute}/v2.1` is a path at our own Nova, wherever it listens. */
  services: z
    .array(
      z.strictObject({
        id,
        name: z.string(),
        type: z.string(),
        region: z.string(),
        url: z.string(),
        admin_url: z.string().optional().describe('where administrators go, if that is another address'),
      }),
    )
    .default([]),
});
type Seed = z.output<typeof schema>;

/** An entry that names what the seed does not have. */
const unknown = (kind: string, name: string): SeedError => new SeedError(`there is no ${kind} ${name}`);

async function load(scope: Scope, data: Partial<Seed>): Promise<void> {
  const seed = schema.parse(data);
  await makeKeys(scope);
  await keepSettings(scope, seed.configuration);
  await loadRoles(scope, seed);
  await loadDomains(scope, seed);
  await loadCatalog(scope, seed);
}
export const seed = { schema, load };

async function loadRoles({ world, rows }: Scope, seed: Seed): Promise<void> {
  const ids = new Map(seed.roles.map(({ id, name }) => [name, id ?? world.ids.hex()]));
  for (const { name, immutable, implies } of seed.roles) {
    const id = ids.get(name) ?? '';
    await rows.insert(roles, { id, ...named(name), domain_id: null, description: null, options: immutable ? { immutable } : {}, extras: {} });
    for (const other of implies) {
      const implied_id = ids.get(other);
      if (!implied_id) throw unknown('role', other);
      await rows.insert(implied, { id: `${id}/${implied_id}`, prior_id: id, implied_id });
    }
  }
}

async function loadDomains(scope: Scope, seed: Seed): Promise<void> {
  const { world, rows } = scope;
  const add = async (
    given: Pick<ProjectRow, 'name' | 'domain_id' | 'description' | 'enabled' | 'parent_id' | 'tags'> & { id?: string | undefined },
  ): Promise<void> => {
    const { id = world.ids.hex(), domain_id } = given;
    const row = { ...given, ...named(given.name), id, is_domain: domain_id === null, options: {}, extras: {} };
    await rows.insert(projects, row);
  };
  for (const domain of seed.domains) {
    await add({ ...domainOf(domain), domain_id: null, parent_id: null, enabled: true, tags: [] });
    const { id } = await domainNamed(scope, domain.name);
    for (const { parent, ...project } of domain.projects) {
      await add({ ...project, domain_id: id, parent_id: parent === undefined ? id : (await projectNamed(scope, id, parent)).id });
    }
  }
  for (const domain of seed.domains) {
    const { id } = await domainNamed(scope, domain.name);
    for (const user of domain.users) await addUser(scope, id, user);
  }
}
const domainOf = ({ id, name, description }: z.output<typeof Domain>) => ({ id, name, description });

async function addUser(scope: Scope, domain_id: string, user: z.output<typeof User>): Promise<void> {
  const { world, rows } = scope;
  const { id = world.ids.hex(), name, enabled, password, email, default_project, grants } = user;
  await rows.insert(users, {
    id,
    ...named(name),
    domain_id,
    enabled,
    password: password === null ? null : hash(password, world.ids),
    options: {},
    generation: 0,
    extras: email === undefined ? {} : { email },
    ...(default_project !== undefined && { default_project_id: (await projectNamed(scope, domain_id, default_project)).id }),
  });
  for (const grant of grants) {
    const [role] = await rows.list(roles, { where: { folded: fold(grant.role), domain_id: null } });
    if (!role) throw unknown('role', grant.role);
    const actor = { role_id: role.id, actor: 'user' as const, actor_id: id, inherited: false };
    if ('project' in grant)
      await rows.insert(assignments, assignment({ ...actor, target: 'project', target_id: (await projectNamed(scope, domain_id, grant.project)).id }));
    else if ('domain' in grant)
      await rows.insert(assignments, assignment({ ...actor, target: 'domain', target_id: (await domainNamed(scope, grant.domain)).id }));
    else await rows.insert(assignments, assignment({ ...actor, target: 'system', target_id: 'all' }));
  }
}

async function loadCatalog({ world, rows }: Scope, seed: Seed): Promise<void> {
  for (const region of seed.regions) await rows.insert(regions, { ...region, parent_region_id: null, extras: {} });
  for (const { id: service_id = world.ids.hex(), name, type, region: region_id, url, admin_url = url } of seed.services) {
    await rows.insert(services, { id: service_id, type, name, enabled: true, extras: {} });
    for (const face of ['public', 'internal', 'admin'] as const) {
      const place = placeOf(face === 'admin' ? admin_url : url);
      await rows.insert(endpoints, { id: world.ids.hex(), interface: face, region_id, service_id, enabled: true, extras: {}, ...place });
    }
  }
}

function placeOf(url: string): { url: string; at?: Place } {
  const [, at, path = ''] = /^\{([\w-]+)\}(.*)$/.exec(url) ?? [];
  return at ? { url: path, at: at as Place } : { url };
}

/** A domain by its name. @throws CloudError that names it */
export async function domainNamed({ rows }: Scope, name: string): Promise<ProjectRow> {
  const [domain] = await rows.list(projects, { where: { folded: fold(name), domain_id: null } });
  if (!domain) throw unknown('domain', name);
  return domain;
}
/** A project of a domain by its name, or of another as `domain/project`: for other services' seeds. @throws CloudError that names it */
export async function projectNamed(scope: Scope, domain_id: string, path: string): Promise<ProjectRow> {
  const [name = '', domain] = path.split('/').toReversed();
  const [project] = await scope.rows.list(projects, { where: { folded: fold(name), domain_id: domain ? (await domainNamed(scope, domain)).id : domain_id } });
  if (!project) throw unknown('project', path);
  return project;
}
