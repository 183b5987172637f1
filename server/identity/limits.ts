/** Limits of projects and domains. https://docs.openstack.org/api-ref/identity/v3/#unified-limits `keystone/api/limits.py`, `keystone/limit` */
import { limits as table } from '../../contracts/identity/limits.ts';
import { type Context, type Request, implement } from '../core/context.ts';
import { forbidden, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored } from './attributes.ts';
import { MODELS, checkHierarchy } from './limit-models.ts';
import { linkTo, listed } from './listing.ts';
import { expecting } from './lookups.ts';
import { checkPlace, registeredLimits } from './registered-limits.ts';
import { projects } from './rows.ts';
import { settingsOf } from './settings.ts';

/** Service, region and name are its registered limit's, which cannot change meanwhile. */
export interface LimitRow {
  id: string;
  registered_limit_id: string;
  project_id: string | null;
  domain_id: string | null;
  service_id: string;
  region_id: string | null;
  resource_name: string;
  resource_limit: number;
  description: string | null;
}
export const limits = collection<LimitRow>('identity_limits', {
  registered_limit_id: 'text',
  project_id: 'text',
  domain_id: 'text',
  service_id: 'text',
  region_id: 'text',
  resource_name: 'text',
});

async function limitById({ rows }: Scope, id: string): Promise<LimitRow> {
  const limit = await rows.get(limits, id);
  if (!limit) throw notFound(`Could not find limit for ${id}.`);
  return limit;
}

export const limitHandlers = implement(table, {
  async model(context) {
    const { enforcement_model: name } = (await settingsOf(context)).unified_limit;
    return { model: { name, description: MODELS[name] } };
  },

  async list(context) {
    const visible = await visibleTo(context);
    return listed(context, 'limits', {
      from: limits,
      filters: ['service_id', 'region_id', 'resource_name', 'project_id', 'domain_id'],
      filter: visible,
      view: (row) => view(context, row),
    });
  },

  async create(context) {
    const { rows, body } = context;
    const wanted: LimitRow[] = [];
    for (const sent of body.limits) wanted.push(await placed(context, sent));
    await checkHierarchy(context, wanted);
    for (const limit of wanted) await insert(context, limit);
    const made = await Promise.all(wanted.map(({ id }) => rows.get(limits, id)));
    return { limits: made.filter((limit) => limit !== undefined).map((limit) => view(context, limit)) };
  },

  async show(context) {
    const { limit_id } = context.params;
    const limit = await context.rows.get(limits, limit_id);
    const project = limit?.project_id ? await context.rows.get(projects, limit.project_id) : undefined;
    const domain = limit?.domain_id ? { id: limit.domain_id } : undefined;
    context.enforce(limit ? { limit: { ...limit, project, domain } } : {});
    return { limit: view(context, await limitById(context, limit_id)) };
  },

  async update(context) {
    const { resource_limit, description } = context.body.limit;
    const limit = await limitById(context, context.params.limit_id);
    context.enforce({});
    await checkHierarchy(context, [{ ...limit, resource_limit: resource_limit ?? limit.resource_limit }]);
    // upstream passes over a zero and an empty text
    const row = { ...limit, ...(resource_limit && { resource_limit }), ...(description && { description }) };
    return { limit: view(context, await context.rows.update(limits, row)) };
  },

  async delete(context) {
    const { id } = await limitById(context, context.params.limit_id);
    context.enforce({});
    await context.rows.remove(limits, id);
  },
});

/** Admins and the system see all, others what is of their domain or project. */
async function visibleTo({ caller, rows }: Context): Promise<(limit: LimitRow) => boolean> {
  if (caller.system || caller.roles.has('admin') || caller.roles.has('service')) return () => true;
  if (caller.project_id) return ({ project_id }) => project_id === caller.project_id;
  if (!caller.domain_id) return () => false;
  const own = new Set((await rows.list(projects, { where: { domain_id: caller.domain_id } })).map(({ id }) => id));
  return ({ project_id, domain_id }) => (project_id ? own.has(project_id) : domain_id === caller.domain_id);
}

type Sent = Request<typeof table.create>['body']['limits'][number];
/** What is limited, and where. A project that acts as a domain is meant as one. @throws CloudError 400 */
async function placed(context: Context, sent: Sent): Promise<LimitRow> {
  await checkPlace(context, sent, 'limit');
  const { service_id, region_id = null, resource_name, resource_limit, description = null } = sent;
  const place = { registered_limit_id: '', service_id, region_id, resource_name, resource_limit, description };
  const project = sent.project_id ? await context.rows.get(projects, sent.project_id) : undefined;
  if (sent.project_id && !project) throw expecting('project_id', 'limit');
  const domain_id = (project?.is_domain ? project.id : sent.domain_id) ?? null;
  if (domain_id && !(await context.rows.get(projects, domain_id))?.is_domain) throw expecting('domain_id', 'limit');
  return { id: context.world.ids.hex(), ...place, project_id: domain_id === null ? (project?.id ?? null) : null, domain_id };
}
async function insert({ rows }: Context, limit: LimitRow): Promise<void> {
  const { service_id, region_id, resource_name, project_id, domain_id } = limit;
  const [registered] = await rows.list(registeredLimits, { where: { service_id, region_id, resource_name } });
  if (!registered) throw forbidden('Unable to create a limit that has no corresponding registered limit.');
  const owner = project_id === null ? { domain_id } : { project_id };
  if ((await rows.count(limits, { registered_limit_id: registered.id, ...owner })) > 0) throw stored('limit', 'Duplicate entry');
  await rows.insert(limits, { ...limit, registered_limit_id: registered.id });
}

/** Of a project that is gone. */
export async function removeLimitsOf({ rows }: Scope, where: { project_id: string } | { domain_id: string }): Promise<void> {
  for (const { id } of await rows.list(limits, { where })) await rows.remove(limits, id);
}

const view = (context: Context, { registered_limit_id: _general, ...limit }: LimitRow) => ({ ...limit, links: { self: linkTo(context, 'limits', limit.id) } });
