/**
 * Quotas, shown and changed. https://docs.openstack.org/api-ref/network/v2/#quotas-extension-quotas
 * Follows `neutron/pecan_wsgi/controllers/quota.py`.
 */
import { quotas as table } from '../../contracts/network/quotas.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { httpBadRequest } from './faults.ts';
import { toInt } from './engine/converters.ts';
import { type DEFAULTS, type Quotas, defaultsOf, limitsOf, quotaRows, used } from './quota.ts';

const MOST = 2_147_483_647;
type Shown = Record<keyof typeof DEFAULTS, number>;

/** Everybody may see what the own project has. */
function see(request: Context, project_id: string): void {
  if (project_id !== request.caller.project_id) request.enforce({ project_id });
}
const quotaOf = async (request: Context, project_id: string): Promise<{ quota: Shown }> => ({ quota: (await limitsOf(request, project_id)) as Shown });

export const quotaHandlers = implement(table, {
  async list(request) {
    request.enforce({});
    const rows = await request.rows.list(quotaRows);
    const defaults = (await defaultsOf(request)) as Shown;
    return { quotas: rows.map(({ id, limits }) => ({ ...defaults, ...limits, project_id: id, tenant_id: id })) };
  },
  ownProject: ({ caller }) => ({ project: { project_id: caller.project_id ?? '' } }),
  ownTenant: ({ caller }) => ({ tenant: { tenant_id: caller.project_id ?? '' } }),
  async show(request) {
    see(request, request.params.project_id);
    return quotaOf(request, request.params.project_id);
  },
  async showDefault(request) {
    see(request, request.params.project_id);
    return { quota: (await defaultsOf(request)) as Shown };
  },
  async showDetails(request) {
    const { project_id } = request.params;
    see(request, project_id);
    const limits = await limitsOf(request, project_id);
    const details: Record<string, { limit: number; used: number; reserved: number }> = {};
    for (const [name, limit] of Object.entries(limits)) details[name] = { limit, used: await used(request, name, project_id), reserved: 0 };
    return { quota: details as Record<keyof Shown, { limit: number; used: number; reserved: number }> };
  },
  async update(request) {
    const { project_id } = request.params;
    const wanted = read(request.body, await defaultsOf(request));
    request.enforce({ project_id });
    for (const [name, limit] of Object.entries(wanted)) {
      const now = await used(request, name, project_id);
      if (limit >= 0 && limit < now) throw httpBadRequest(`Quota limit ${limit} for ${name} must be greater than or equal to already used ${now}`);
    }
    const row = await request.rows.get(quotaRows, project_id);
    await request.rows.update(quotaRows, { id: project_id, limits: { ...row?.limits, ...wanted } });
    return quotaOf(request, project_id);
  },
  async delete(request) {
    const { project_id } = request.params;
    request.enforce({ project_id });
    if (await request.rows.remove(quotaRows, project_id)) return;
    throw notFound(`Quota for project ${project_id} could not be found.`, { type: 'TenantQuotaNotFound' });
  },
});

function read(body: unknown, known: Quotas): Quotas {
  const quota = typeof body === 'object' && body !== null && 'quota' in body ? body.quota : undefined;
  if (quota === undefined || quota === null) throw httpBadRequest("Unable to find 'quota' in request body");
  if (typeof quota !== 'object' || Array.isArray(quota)) throw httpBadRequest("Object 'quota' contains invalid data");
  const unknown = Object.keys(quota).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length) throw httpBadRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
  const wanted: Quotas = {};
  for (const [name, value] of Object.entries(quota)) {
    const limit = toInt(value);
    const refuse = (reason: string) => httpBadRequest(`Invalid input for ${name}. Reason: '${limit}' ${reason}.`);
    if (limit < -1) throw refuse("is too small - must be at least '-1'");
    if (limit > MOST) throw refuse(`is too large - must be no larger than '${MOST}'`);
    wanted[name] = limit;
  }
  return wanted;
}
