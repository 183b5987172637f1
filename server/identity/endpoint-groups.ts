/** Endpoint groups. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ep-filter-api `keystone/api/os_ep_filter.py` */
import { endpointGroups as table } from '../../contracts/identity/endpoint-groups.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored } from './attributes.ts';
import { view as endpointView } from './endpoints.ts';
import { linkTo, listed, whole } from './listing.ts';
import { expecting } from './lookups.ts';
import { projectById, view as projectView } from './projects.ts';
import { type EndpointRow, endpoints, projects } from './rows.ts';

type Filters = Record<string, unknown>;
export interface EndpointGroupRow {
  id: string;
  name: string;
  description: string | null;
  /** What an endpoint of the group has: `service_id`, `region_id`, `interface`. */
  filters: Filters;
}
const endpointGroups = collection<EndpointGroupRow>('identity_endpoint_groups', { name: 'text' });

interface GroupInProjectRow {
  /** `{group}/{project}` */
  id: string;
  endpoint_group_id: string;
  project_id: string;
}
const groupsInProjects = collection<GroupInProjectRow>('identity_endpoint_groups_in_projects', { endpoint_group_id: 'text', project_id: 'text' });

const absent = (id: string): CloudError => notFound(`Could not find Endpoint Group: ${id}.`);
async function groupById({ rows }: Scope, id: string): Promise<EndpointGroupRow> {
  const group = await rows.get(endpointGroups, id);
  if (!group) throw absent(id);
  return group;
}
/** The id that a group's place in a project has, once both are known. */
async function place(context: Context & { params: { endpoint_group_id: string; project_id: string } }): Promise<GroupInProjectRow> {
  const { endpoint_group_id, project_id } = context.params;
  await projectById(context, project_id);
  await groupById(context, endpoint_group_id);
  return { id: `${endpoint_group_id}/${project_id}`, endpoint_group_id, project_id };
}
const nowhere = (): CloudError => notFound('Endpoint Group Project Association not found');

export const endpointGroupHandlers = implement(table, {
  list: async (context) => listed(context, 'endpoint_groups', { from: endpointGroups, filters: ['name'], view: (row) => view(context, row) }),

  async create(context) {
    const sent = context.body.endpoint_group;
    if (!sent || !Object.keys(sent.filters).length) throw badRequest('filters field is required and cannot be empty');
    checkFilters(sent.filters);
    const row = { id: context.world.ids.hex(), name: sent.name, description: sent.description ?? null, filters: sent.filters };
    return { endpoint_group: view(context, await context.rows.insert(endpointGroups, row)) };
  },

  show: async (context) => ({ endpoint_group: view(context, await groupById(context, context.params.endpoint_group_id)) }),

  async update(context) {
    const { name, description, filters } = context.body.endpoint_group;
    if (filters) checkFilters(filters);
    const group = await groupById(context, context.params.endpoint_group_id);
    const row = { ...group, ...(name !== undefined && { name }), ...(description !== undefined && { description }), ...(filters && { filters }) };
    return { endpoint_group: view(context, await context.rows.update(endpointGroups, row)) };
  },

  async delete(context) {
    const { id } = await groupById(context, context.params.endpoint_group_id);
    for (const row of await context.rows.list(groupsInProjects, { where: { endpoint_group_id: id } })) await context.rows.remove(groupsInProjects, row.id);
    await context.rows.remove(endpointGroups, id);
  },

  async endpoints(context) {
    const found = await endpointsOf(context, await groupById(context, context.params.endpoint_group_id));
    return whole(
      context,
      'endpoints',
      found.map((row) => endpointView(context, row)),
    );
  },
  async projects(context) {
    const places = await context.rows.list(groupsInProjects, { where: { endpoint_group_id: context.params.endpoint_group_id } });
    const found = await Promise.all(places.map(({ project_id }) => context.rows.get(projects, project_id)));
    return whole(
      context,
      'projects',
      found.filter((row) => row !== undefined).map((row) => projectView(context, row)),
    );
  },

  async showInProject(context) {
    const { id, ...both } = await place(context);
    if (!(await context.rows.get(groupsInProjects, id))) throw nowhere();
    // upstream's link starts at no host
    return { project_endpoint_group: { ...both, links: { self: `/OS-EP-FILTER/endpoint_groups/${both.endpoint_group_id}/projects/${both.project_id}` } } };
  },
  async addToProject(context) {
    const row = await place(context);
    if (await context.rows.get(groupsInProjects, row.id)) throw stored('project_endpoint_group', 'Duplicate entry');
    await context.rows.insert(groupsInProjects, row);
  },
  async removeFromProject(context) {
    const { id } = await place(context);
    if (!(await context.rows.remove(groupsInProjects, id))) throw nowhere();
  },
  async ofProject(context) {
    const { id } = await projectById(context, context.params.project_id);
    return whole(
      context,
      'endpoint_groups',
      (await groupsOf(context, id)).map((row) => view(context, row)),
    );
  },
});

const FILTERS = ['service_id', 'region_id', 'interface'];
function checkFilters(filters: Filters): void {
  if (Object.keys(filters).some((key) => !FILTERS.includes(key))) throw expecting(FILTERS.join(' or '), 'endpoint_group');
}

/** The groups that a project has been given. */
export async function groupsOf({ rows }: Scope, project_id: string): Promise<EndpointGroupRow[]> {
  const places = await rows.list(groupsInProjects, { where: { project_id } });
  const found = await Promise.all(places.map(({ endpoint_group_id }) => rows.get(endpointGroups, endpoint_group_id)));
  return found.filter((group) => group !== undefined);
}
export async function endpointsOf({ rows }: Scope, { filters }: EndpointGroupRow): Promise<EndpointRow[]> {
  const has = (row: EndpointRow): boolean => FILTERS.every((key) => !(key in filters) || row[key as keyof EndpointRow] === filters[key]);
  return rows.list(endpoints, { filter: has });
}
/** Of a project that is gone. */
export async function removeGroupsOfProject({ rows }: Scope, project_id: string): Promise<void> {
  for (const { id } of await rows.list(groupsInProjects, { where: { project_id } })) await rows.remove(groupsInProjects, id);
}

const view = (context: Context, { id, name, description, filters }: EndpointGroupRow) => ({
  id,
  name,
  description,
  filters,
  links: { self: linkTo(context, 'OS-EP-FILTER', 'endpoint_groups', id) },
});
