/** Which endpoints a project sees. https://docs.openstack.org/api-ref/identity/v3-ext/#os-ep-filter-api `keystone/api/os_ep_filter.py` */
import { endpointFilter as table } from '../../contracts/identity/endpoint-filter.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored } from './attributes.ts';
import { endpointsOf, groupsOf } from './endpoint-groups.ts';
import { endpointById, view as endpointView } from './endpoints.ts';
import { whole } from './listing.ts';
import { projectById, view as projectView } from './projects.ts';
import { endpoints, projects } from './rows.ts';

interface EndpointInProjectRow {
  /** `{endpoint}/{project}` */
  id: string;
  endpoint_id: string;
  project_id: string;
}
const endpointsInProjects = collection<EndpointInProjectRow>('identity_endpoints_in_projects', { endpoint_id: 'text', project_id: 'text' });

type Both = { params: { endpoint_id: string; project_id: string } };
const rowOf = ({ params: { endpoint_id, project_id } }: Both): EndpointInProjectRow => ({ id: `${endpoint_id}/${project_id}`, endpoint_id, project_id });
const notIn = ({ params: { endpoint_id, project_id } }: Both) => notFound(`Endpoint ${endpoint_id} not found in project ${project_id}`);
async function checkBoth(context: Context & Both): Promise<void> {
  await endpointById(context, context.params.endpoint_id);
  await projectById(context, context.params.project_id);
}

export const endpointFilterHandlers = implement(table, {
  async projects(context) {
    const { id } = await endpointById(context, context.params.endpoint_id);
    const places = await context.rows.list(endpointsInProjects, { where: { endpoint_id: id } });
    const found = await Promise.all(places.map(({ project_id }) => context.rows.get(projects, project_id)));
    return whole(
      context,
      'projects',
      found.filter((row) => row !== undefined).map((row) => projectView(context, row)),
    );
  },
  async endpoints(context) {
    const { id } = await projectById(context, context.params.project_id);
    const seen = (await endpointIdsFor(context, id)) ?? new Set();
    const found = await context.rows.list(endpoints, { where: { id: [...seen] } });
    return whole(
      context,
      'endpoints',
      found.map((row) => endpointView(context, row)),
    );
  },
  async check(context) {
    await checkBoth(context);
    if (!(await context.rows.get(endpointsInProjects, rowOf(context).id))) throw notIn(context);
  },
  async add(context) {
    await checkBoth(context);
    const row = rowOf(context);
    if (await context.rows.get(endpointsInProjects, row.id)) throw stored('project_endpoint', 'Duplicate entry');
    await context.rows.insert(endpointsInProjects, row);
  },
  async remove(context) {
    if (!(await context.rows.remove(endpointsInProjects, rowOf(context).id))) throw notIn(context);
  },
});

/** Ids of the endpoints that a project is to see; undefined where nothing was said, and it sees all. */
export async function endpointIdsFor(scope: Scope, project_id: string): Promise<Set<string> | undefined> {
  const own = (await scope.rows.list(endpointsInProjects, { where: { project_id } })).map(({ endpoint_id }) => endpoint_id);
  const groups = await groupsOf(scope, project_id);
  const grouped = (await Promise.all(groups.map((group) => endpointsOf(scope, group)))).flat();
  const seen = new Set([...own, ...grouped.map(({ id }) => id)]);
  return seen.size ? seen : undefined;
}

/** Of an endpoint or a project that is gone. */
export async function removeFromFilter({ rows }: Scope, where: { endpoint_id: string } | { project_id: string }): Promise<void> {
  for (const { id } of await rows.list(endpointsInProjects, { where })) await rows.remove(endpointsInProjects, id);
}
