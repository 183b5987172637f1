/** Nova's old way to security groups. Follows `nova/api/openstack/compute/security_groups.py` and `nova/network/security_group_api.py`. */
import { securityGroups as table } from '../../contracts/compute/security-groups.ts';
import { isUuidLike } from '../../contracts/json-schema.ts';
import { type Context, implement } from '../core/context.ts';
import { type CloudError, badRequest, forbidden, notFound } from '../core/errors.ts';
import { ask, clientText, translated } from '../network/for-proxies.ts';
import { securityGroupHandlers as neutron } from '../network/security-groups.ts';
import { limited } from './paging.ts';
import { type Group, type Rule, groupView } from './security-group-view.ts';

export type NeutronGroup = Group & { security_group_rules: Rule[] };
interface One {
  security_group: NeutronGroup;
}
/** Throws 400 for what is no id. */
export function checkId(id: string): void {
  if (!isUuidLike(id)) throw badRequest('Security group id should be uuid');
}
/** Throws 404 in the words of Neutron's client. */
export const groupOf = async (request: Context, id: string): Promise<NeutronGroup> =>
  (await translated(ask<One>(request, neutron, 'show', { id }), { 404: (error) => notFound(clientText(request, error)) })).security_group;

export const securityGroupHandlers = implement(table, {
  list: async (request) => {
    const { all_tenants } = request.query;
    const everywhere = all_tenants !== undefined && request.caller.roles.has('admin');
    const query: Record<string, string> = everywhere ? {} : { tenant_id: request.caller.project_id ?? '' };
    const { security_groups } = await ask<{ security_groups: NeutronGroup[] }>(request, neutron, 'list', { query });
    const views = await Promise.all(limited(security_groups, request.query).map((group) => view(request, group)));
    return { security_groups: views.toSorted((a, b) => compare(a.tenant_id, b.tenant_id) || compare(a.name, b.name)) };
  },
  show: async (request) => {
    checkId(request.params.id);
    return { security_group: await view(request, await groupOf(request, request.params.id)) };
  },
  create: async (request) => {
    const asked = ask<One>(request, neutron, 'create', { body: wanted(request.body) });
    const { security_group } = await translated(asked, { 400: reworded(request, badRequest), 409: reworded(request, forbidden) });
    return { security_group: await view(request, security_group) };
  },
  update: async (request) => {
    const { id } = request.params;
    checkId(id);
    await groupOf(request, id);
    // of a conflict upstream makes an unexpected error
    const asked = ask<One>(request, neutron, 'update', { id, body: wanted(request.body) });
    return { security_group: await view(request, (await translated(asked, { 409: reworded(request, badRequest) })).security_group) };
  },
  delete: async (request) => {
    const { id } = request.params;
    checkId(id);
    await groupOf(request, id);
    await translated(ask(request, neutron, 'delete', { id }), { 409: reworded(request, badRequest) });
  },
});
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const reworded =
  (request: Context, thrown: (message: string) => CloudError) =>
  (error: CloudError): CloudError =>
    thrown(clientText(request, error));
const wanted = ({ security_group: { name, description } }: { security_group: { name: string; description: string } }) => ({
  security_group: { name, description },
});

async function view(request: Context, group: NeutronGroup) {
  const ids = new Set(group.security_group_rules.flatMap(({ remote_group_id }) => remote_group_id ?? []));
  const sources: Group[] = [];
  for (const id of ids)
    sources.push(
      ...(await groupOf(request, id)
        .then((source) => [source])
        .catch(() => [])),
    );
  return groupView(group, group.security_group_rules, sources);
}
