/** Domains: projects that act as one. https://docs.openstack.org/api-ref/identity/v3/#domains `keystone/api/domains.py` */
import type { z } from 'zod';
import { type Domain, domains as table } from '../../contracts/identity/domains.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, badRequest, forbidden, notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { mutable } from './attributes.ts';
import { removeDomainConfig } from './domain-config.ts';
import { removeGroup } from './groups.ts';
import { removeProvidersOf } from './identity-providers.ts';
import { linkTo, listed } from './listing.ts';
import { createProject, removeProject, updateProject } from './projects.ts';
import { type ProjectRow, groups, projects, roles, users } from './rows.ts';
import { removeRole } from './roles.ts';
import { removeUser } from './users.ts';

const absent = (id: string): CloudError => notFound(`Could not find domain: ${id}.`);
export async function domainById({ rows }: Scope, id: string): Promise<ProjectRow> {
  const domain = await rows.get(projects, id);
  if (!domain?.is_domain) throw absent(id);
  return domain;
}

export const domainHandlers = implement(table, {
  async list(context) {
    const { caller } = context;
    context.enforce(caller.domain_id ? { domain: { id: caller.domain_id } } : {});
    return listed(context, 'domains', {
      from: projects,
      where: { is_domain: true, ...(caller.domain_id && { id: caller.domain_id }) },
      filters: ['enabled', 'name'],
      view: (row) => view(context, row),
    });
  },

  async create(context) {
    const { explicit_domain_id, ...sent } = context.body.domain;
    if (explicit_domain_id !== undefined && !/^[0-9a-f]{32}$/.test(explicit_domain_id)) throw badRequest('Domain ID does not conform to required UUID format.');
    const id = explicit_domain_id ?? context.world.ids.hex();
    return { domain: view(context, await createProject(context, { ...sent, id, is_domain: true, domain_id: null, parent_id: null })) };
  },

  async show(context) {
    const { domain_id } = context.params;
    const domain = await context.rows.get(projects, domain_id);
    context.enforce(domain?.is_domain ? { domain } : {});
    return { domain: view(context, await domainById(context, domain_id)) };
  },

  async update(context) {
    const domain = await domainById(context, context.params.domain_id);
    context.enforce({ domain });
    // what a domain does not have is no attribute of it
    const { domain_id: _1, parent_id: _2, is_domain: _3, id: _4, ...sent } = context.body.domain;
    return { domain: view(context, await updateProject(context, domain, sent)) };
  },

  async delete(context) {
    const domain = await domainById(context, context.params.domain_id);
    context.enforce({ domain });
    await deleteDomain(context, domain);
  },
});

/** With everything in it. */
export async function deleteDomain(scope: Scope, domain: ProjectRow): Promise<void> {
  const { rows } = scope;
  mutable('delete', 'domain', domain);
  if (domain.enabled) throw forbidden('Cannot delete a domain that is enabled, please disable it first.');
  const where = { domain_id: domain.id };
  for (const project of await rows.list(projects, { where })) await removeProject(scope, project.id);
  for (const user of await rows.list(users, { where })) await removeUser(scope, user.id);
  for (const group of await rows.list(groups, { where })) await removeGroup(scope, group.id);
  for (const role of await rows.list(roles, { where })) await removeRole(scope, role.id);
  await removeProvidersOf(scope, domain.id);
  await removeDomainConfig(scope, domain.id);
  await removeProject(scope, domain.id);
}

export const view = (context: Context, { id, name, description, enabled, tags, options, extras }: ProjectRow): z.input<typeof Domain> => ({
  ...extras,
  id,
  name,
  description,
  enabled,
  tags,
  options,
  links: { self: linkTo(context, 'domains', id) },
});
