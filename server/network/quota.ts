/** How much of everything a project may have. `neutron/quota/__init__.py`, `neutron/db/quota/driver.py` */
import type { Caller } from '../core/policy.ts';
import { type Collection, collection } from '../core/store.ts';
import { conflict } from '../core/errors.ts';
import { repr } from '../core/python.ts';
import type { Scope } from '../core/world.ts';
import type { Prepared } from './engine/body.ts';
import { rbacPolicies } from './rbac-rows.ts';
import { type ServicePlugin, servicePlugins } from './service-plugins.ts';
import { trunks } from './trunk-rows.ts';
import { floatingIps, networks, ports, routers, securityGroupRules, securityGroups, subnetPools, subnets } from './rows.ts';

/** Neutron's own defaults, in the order in which it lists them. */
export const DEFAULTS = {
  network: 100,
  subnet: 100,
  subnetpool: -1,
  port: 500,
  router_route: 30,
  router: 10,
  floatingip: 50,
  rbac_policy: 10,
  security_group: 10,
  security_group_rule: 100,
} as const;
export type Quotas = Record<string, number>;
/** Those of service plugins, which come last. */
export const PLUGIN_DEFAULTS: Record<ServicePlugin, number> = { trunk: -1 };
/** Of what the cloud has. */
export async function defaultsOf({ rows }: Pick<Scope, 'rows'>): Promise<Quotas> {
  const loaded = await rows.list(servicePlugins);
  return { ...DEFAULTS, ...Object.fromEntries(loaded.map(({ id }) => [id, PLUGIN_DEFAULTS[id]])) };
}

type Counted = keyof typeof DEFAULTS | ServicePlugin;

interface QuotaRow {
  /** Of the project. */
  id: string;
  limits: Quotas;
}
export const quotaRows = collection<QuotaRow>('network_quotas');

/** Where a resource's rows are; what has none is not counted. */
const COUNTED: Record<string, Collection> = {
  network: networks,
  subnet: subnets,
  subnetpool: subnetPools,
  port: ports,
  router: routers,
  floatingip: floatingIps,
  rbac_policy: rbacPolicies,
  security_group: securityGroups,
  security_group_rule: securityGroupRules,
  trunk: trunks,
};
export const used = async ({ rows }: Scope, resource: string, project_id: string): Promise<number> => {
  const { [resource]: from } = COUNTED;
  return from ? rows.count(from, { project_id }) : 0;
};
export const limitsOf = async ({ rows }: Pick<Scope, 'rows'>, project: string): Promise<Quotas> => ({
  ...(await defaultsOf({ rows })),
  ...(await rows.get(quotaRows, project))?.limits,
});

/** Throws 409 when the items of a request would go over what their projects may have. */
export const admitting =
  (resource: Counted) =>
  async (scope: Scope & { caller: Caller }, items: readonly Prepared[]): Promise<void> => {
    const byProject = Map.groupBy(items, ({ project_id }) => String(project_id));
    for (const [project, own] of byProject) await admit(scope, resource, project, own.length);
  };
async function admit(scope: Scope, resource: Counted, project: string, more: number): Promise<void> {
  const { [resource]: limit = -1 } = await limitsOf(scope, project);
  if (limit >= 0 && (await used(scope, resource, project)) + more > limit) {
    throw conflict(`Quota exceeded for resources: ${repr([resource])}.`, { type: 'OverQuota' });
  }
}
