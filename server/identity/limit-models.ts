/** How limits of projects and their domains go together. `keystone/limit/models` */
import { forbidden } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import { projectsBelow } from './access.ts';
import { type LimitRow, limits } from './limits.ts';
import { registeredLimits } from './registered-limits.ts';
import { projects } from './rows.ts';
import { type Settings, settingsOf } from './settings.ts';

export const MODELS: Record<Settings['unified_limit']['enforcement_model'], string> = {
  flat: 'Limit enforcement and validation does not take project hierarchy into consideration.',
  strict_two_level: 'This model requires project hierarchy never exceeds a depth of two',
};

/** Under `strict_two_level` no project's limit is above its domain's. @throws CloudError 403 */
export async function checkHierarchy(scope: Scope, wanted: readonly LimitRow[]): Promise<void> {
  if ((await settingsOf(scope)).unified_limit.enforcement_model === 'flat') return;
  for (const limit of wanted) {
    const fits = limit.project_id ? await belowParent(scope, limit, wanted) : await aboveChildren(scope, limit);
    if (fits) continue;
    const level = limit.project_id ? 'project_id' : 'domain_id';
    const { resource_name, resource_limit, service_id, region_id } = limit;
    throw forbidden(
      `Invalid resource limit: The resource limit (${level}: ${limit[level]}, resource_name: ${resource_name}, resource_limit: ${resource_limit}, service_id: ${service_id}, region_id: ${region_id ?? 'None'}) doesn't satisfy current hierarchy model..`,
    );
  }
}

const alike = (one: LimitRow, other: LimitRow): boolean =>
  one.service_id === other.service_id && one.region_id === other.region_id && one.resource_name === other.resource_name;

async function belowParent(scope: Scope, limit: LimitRow, wanted: readonly LimitRow[]): Promise<boolean> {
  const project = await scope.rows.get(projects, limit.project_id ?? '');
  const parent = project?.parent_id ?? '';
  const beside = wanted.find((other) => other.domain_id === parent && alike(other, limit));
  const above = beside?.resource_limit ?? (await valueOf(scope, limit, { domain_id: parent }));
  return !above || limit.resource_limit <= above;
}
async function aboveChildren(scope: Scope, limit: LimitRow): Promise<boolean> {
  for (const project_id of await projectsBelow(scope, limit.domain_id ?? '')) {
    const below = await valueOf(scope, limit, { project_id });
    if (below && limit.resource_limit < below) return false;
  }
  return true;
}

/** A domain without a limit of its own has the registered one. */
async function valueOf({ rows }: Scope, { service_id, region_id, resource_name }: LimitRow, owner: { domain_id: string } | { project_id: string }) {
  const place = { service_id, region_id, resource_name };
  const [limit] = await rows.list(limits, { where: { ...place, ...owner } });
  if (limit || 'project_id' in owner) return limit?.resource_limit;
  return (await rows.list(registeredLimits, { where: place }))[0]?.default_limit;
}
