/** Projects. https://docs.openstack.org/api-ref/identity/v3/#projects `keystone/api/projects.py`, `keystone/resource/core.py` */
import type { z } from 'zod';
import { type Project, projects as table } from '../../contracts/identity/projects.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, badRequest, forbidden, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { ancestors, projectIdsOf } from './access.ts';
import { domainOf, extrasOf, isOn, merged, mutable, sameDomain, sameId, stored } from './attributes.ts';
import { removeCredentialsOf } from './credentials.ts';
import { deleteDomain, domainById } from './domains.ts';
import { removeFromFilter } from './endpoint-filter.ts';
import { removeGroupsOfProject } from './endpoint-groups.ts';
import { removeLimitsOf } from './limits.ts';
import { linkTo, listed } from './listing.ts';
import { expand, subtree } from './project-tree.ts';
import { noteRevocation } from './revocations.ts';
import { removeTrustsOf } from './trusts.ts';
import { type ProjectRow, assignments, named, projects } from './rows.ts';

/** @throws CloudError 404 */
export async function projectById({ rows }: Scope, id: string): Promise<ProjectRow> {
  const project = await rows.get(projects, id);
  if (!project) throw notFound(`Could not find project: ${id}.`);
  return project;
}
/** Asks for the right before it tells whether there is such a project. @param check looks at what was sent, in between */
export async function permitted(context: Context & { params: { project_id: string } }, check: () => void = () => {}): Promise<ProjectRow> {
  const { project_id } = context.params;
  const project = await context.rows.get(projects, project_id);
  context.enforce(project ? { project } : {});
  check();
  if (!project) throw notFound(`Could not find project: ${project_id}.`);
  return project;
}
const KNOWN = ['name', 'domain_id', 'enabled', 'description', 'is_domain', 'parent_id', 'tags', 'options', 'explicit_domain_id'];
/** Keystone's `max_project_tree_depth`. */
const DEEPEST = 5;

export const projectHandlers = implement(table, {
  async list(context) {
    const { caller, query } = context;
    context.enforce(caller.domain_id ? { domain_id: caller.domain_id } : {});
    const words = (text: string | undefined): string[] | undefined => text?.split(',');
    const [all, some, notAll, none] = [words(query.tags), words(query['tags-any']), words(query['not-tags']), words(query['not-tags-any'])];
    return listed(context, 'projects', {
      from: projects,
      where: {
        is_domain: query.is_domain === undefined ? false : (boolFromString(query.is_domain) ?? true),
        ...(caller.domain_id && { domain_id: caller.domain_id }),
      },
      filters: ['domain_id', 'enabled', 'name', 'parent_id'],
      filter: ({ tags }) =>
        (all?.every((tag) => tags.includes(tag)) ?? true) &&
        (some?.some((tag) => tags.includes(tag)) ?? true) &&
        !(notAll?.every((tag) => tags.includes(tag)) ?? false) &&
        !(none?.some((tag) => tags.includes(tag)) ?? false),
      view: (row) => view(context, row),
    });
  },

  async create(context) {
    const sent = context.body.project;
    context.enforce({ project: sent });
    const is_domain = isOn(sent.is_domain, false);
    const domain_id = is_domain ? (sent.domain_id ?? null) : domainOf(sent, context);
    const row = await createProject(context, { ...sent, id: context.world.ids.hex(), is_domain, domain_id, parent_id: sent.parent_id || domain_id });
    return { project: view(context, row) };
  },

  async show(context) {
    const project = await permitted(context);
    return { project: { ...view(context, project), ...(await expand(context, project)) } };
  },

  async update(context) {
    const project = await permitted(context);
    const sent = context.body.project;
    sameId(sent, project.id);
    const row = await updateProject(context, project, sent);
    return { project: { ...view(context, row), extra: row.extras } };
  },

  async delete(context) {
    const project = await permitted(context);
    if (project.is_domain) return deleteDomain(context, project);
    mutable('delete', 'project', project);
    if ((await context.rows.count(projects, { parent_id: project.id })) > 0) {
      throw forbidden(
        `Cannot delete the project ${project.id} since it is not a leaf in the hierarchy. Use the cascade option if you want to delete a whole subtree.`,
      );
    }
    await removeProject(context, project.id);
  },
});

type Sent = Partial<Record<keyof ProjectRow, unknown>> & Record<string, unknown>;
interface New extends Sent {
  name: string;
  is_domain: boolean;
  domain_id: string | null;
  parent_id: string | null;
  id: string;
}

/** Domains are made here too. */
export async function createProject(scope: Scope, sent: New): Promise<ProjectRow> {
  const { rows } = scope;
  const { id, is_domain, domain_id, parent_id } = sent;
  if (is_domain && parent_id) throw badRequest('only root projects are allowed to act as domains.');
  if (!is_domain && domain_id && parent_id) await checkParents(scope, domain_id, parent_id);
  const row: ProjectRow = {
    id,
    ...named(sent.name),
    domain_id,
    parent_id,
    is_domain,
    description: sent.description === undefined ? '' : (sent.description as string | null),
    enabled: isOn(sent.enabled, true),
    tags: [...new Set((sent.tags ?? []) as string[])],
    options: merged({}, (sent.options ?? {}) as ProjectRow['options']),
    extras: extrasOf(sent, KNOWN),
  };
  await refuseTaken(scope, row);
  if (await rows.get(projects, id)) throw taken(row);
  return rows.insert(projects, row);
}

async function checkParents(scope: Scope, domainId: string, parentId: string): Promise<void> {
  const { rows } = scope;
  const reworded = (error: unknown): never => {
    throw badRequest(error instanceof Error ? error.message : String(error));
  };
  const domain = await domainById(scope, domainId).catch(reworded);
  const parent = await rows.get(projects, parentId);
  if (!parent) throw badRequest(`Could not find project: ${parentId}.`);
  if (parent.is_domain && parent.id !== domain.id) {
    throw badRequest(
      `Cannot create project, the parent (${parent.id}) is acting as a domain, but this project's domain id (${domain.id}) does not match the parent's id.`,
    );
  }
  if (!parent.is_domain && parent.domain_id !== domain.id) {
    throw badRequest(
      `Cannot create project, since it specifies its domain_id ${domain.id}, but specifies a parent in a different domain (${parent.domain_id}).`,
    );
  }
  const above = [parentId, ...(await ancestors(scope, parentId))];
  for (const id of above)
    if (!(await rows.get(projects, id))?.enabled) throw badRequest(`cannot create a project in a branch containing a disabled project: ${id}`);
  if (above.length > DEEPEST) throw forbidden(`Max hierarchy depth reached for ${parentId} branch.`);
}

export async function updateProject(scope: Scope, project: ProjectRow, sent: Sent): Promise<ProjectRow> {
  const { rows } = scope;
  sameDomain(sent, project);
  mutable('update', project.is_domain ? 'domain' : 'project', project, sent as { options?: ProjectRow['options'] });
  if ('parent_id' in sent && sent.parent_id !== project.parent_id) throw forbidden('Update of `parent_id` is not allowed.');
  if ('is_domain' in sent && isOn(sent.is_domain, project.is_domain) !== project.is_domain) throw badRequest('Update of `is_domain` is not allowed.');
  const enabled = isOn(sent.enabled, project.enabled);
  if (enabled && !project.enabled) {
    for (const id of await ancestors(scope, project.id)) {
      if (!(await rows.get(projects, id))?.enabled) throw forbidden(`Cannot enable project ${project.id} since it has disabled parents`);
    }
  }
  if (!enabled && project.enabled && !project.is_domain && (await subtree(scope, project.id)).some((below) => below.enabled)) {
    throw forbidden(`Cannot disable project ${project.id} since its subtree contains enabled projects.`);
  }
  const row: ProjectRow = {
    ...project,
    ...(sent.name !== undefined && named(sent.name as string)),
    ...(sent.description !== undefined && { description: sent.description as string | null }),
    ...(sent.tags !== undefined && { tags: [...new Set(sent.tags as string[])] }),
    enabled,
    options: merged(project.options, (sent.options ?? {}) as ProjectRow['options']),
    extras: { ...project.extras, ...extrasOf(sent, KNOWN) },
  };
  await refuseTaken(scope, row);
  return rows.update(projects, row);
}

async function refuseTaken({ rows }: Scope, row: ProjectRow): Promise<void> {
  const others = await rows.list(projects, { where: { folded: row.folded, domain_id: row.domain_id } });
  if (others.some((other) => other.id !== row.id)) throw taken(row);
}
const taken = ({ id, name, is_domain }: ProjectRow): CloudError =>
  stored(
    'project',
    is_domain
      ? `it is not permitted to have two projects acting as domains with the same name: ${name}`
      : `it is not permitted to have two projects with either the same name or same id in the same domain: name is ${name}, project id ${id}`,
  );

/** With what hangs on the project. */
export async function removeProject(scope: Scope, id: string): Promise<void> {
  const { rows } = scope;
  await removeTrustsOf(scope, { project_id: id });
  await removeLimitsOf(scope, { project_id: id });
  await removeLimitsOf(scope, { domain_id: id });
  await removeFromFilter(scope, { project_id: id });
  await removeGroupsOfProject(scope, id);
  await removeCredentialsOf(scope, { project_id: id });
  for (const grant of await rows.list(assignments, { where: { target_id: id } })) await rows.remove(assignments, grant.id);
  await noteRevocation(scope, { project_id: id });
  await rows.remove(projects, id);
}

/** The projects on which a user has a role, by id. */
export async function projectsOf(scope: Scope, userId: string): Promise<ProjectRow[]> {
  const ids = [...(await projectIdsOf(scope, userId))].toSorted();
  const found = await Promise.all(ids.map((id) => scope.rows.get(projects, id)));
  return found.filter((project) => project !== undefined);
}

export const view = (context: Pick<Context, 'origin'>, row: ProjectRow): z.input<typeof Project> => ({
  ...row.extras,
  id: row.id,
  name: row.name,
  domain_id: row.domain_id,
  description: row.description,
  enabled: row.enabled,
  parent_id: row.parent_id,
  is_domain: row.is_domain,
  tags: row.tags,
  options: row.options,
  links: { self: linkTo(context, 'projects', row.id) },
});
