/** Which policy an endpoint has. https://docs.openstack.org/api-ref/identity/v3-ext/#os-endpoint-policy-api `keystone/endpoint_policy/core.py` */
import * as tables from '../../contracts/identity/endpoint-policy.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { endpointById, view as endpointView } from './endpoints.ts';
import { whole } from './listing.ts';
import { policyById, view as policyView } from './policies.ts';
import { below, regionById } from './regions.ts';
import { type EndpointRow, endpoints, regions } from './rows.ts';
import { serviceById } from './services.ts';

/** For an endpoint, for a service, or for a service in a region and those below it. */
interface AssociationRow {
  /** What it is for, which has one policy only: `endpoint/{id}`, `service/{id}`, `service/{id}/{region}`. */
  id: string;
  policy_id: string;
  endpoint_id: string | null;
  service_id: string | null;
  region_id: string | null;
}
const associations = collection<AssociationRow>('identity_policy_associations', {
  policy_id: 'text',
  endpoint_id: 'text',
  service_id: 'text',
  region_id: 'text',
});
type Place = { endpoint_id?: string; service_id?: string; region_id?: string };
const idOf = ({ endpoint_id, service_id, region_id }: Place): string =>
  endpoint_id === undefined ? ['service', service_id, ...(region_id === undefined ? [] : [region_id])].join('/') : `endpoint/${endpoint_id}`;

type Request = Context & { params: { policy_id: string } & Place };
/** What a request associates, once all of it is known to be there. */
async function association(context: Request): Promise<AssociationRow> {
  const { policy_id, endpoint_id, service_id, region_id } = context.params;
  await policyById(context, policy_id);
  if (endpoint_id !== undefined) await endpointById(context, endpoint_id);
  if (service_id !== undefined) await serviceById(context, service_id);
  if (region_id !== undefined) await regionById(context, region_id);
  return { id: idOf(context.params), policy_id, endpoint_id: endpoint_id ?? null, service_id: service_id ?? null, region_id: region_id ?? null };
}
const handlers = {
  async check(context: Request) {
    const { id, policy_id } = await association(context);
    if ((await context.rows.get(associations, id))?.policy_id !== policy_id) throw notFound('Could not find policy association.');
  },
  async assign(context: Request) {
    await context.rows.update(associations, await association(context));
  },
  async unassign(context: Request) {
    const { id, policy_id } = await association(context);
    if ((await context.rows.get(associations, id))?.policy_id === policy_id) await context.rows.remove(associations, id);
  },
};

export const endpointPolicyHandlers = [
  implement(tables.endpointPolicies, handlers),
  implement(tables.servicePolicies, handlers),
  implement(tables.regionPolicies, handlers),
  implement(tables.policyEndpoints, {
    async policy(context) {
      const endpoint = await endpointById(context, context.params.endpoint_id);
      const policy_id = await policyFor(context, endpoint);
      if (policy_id === undefined) throw notFound(`No policy is associated with endpoint ${endpoint.id}.`);
      // upstream takes the policy's link for an endpoint's
      return { policy: policyView(context, await policyById(context, policy_id), 'endpoints') };
    },
    async endpoints(context) {
      const { id } = await policyById(context, context.params.policy_id);
      const places = await context.rows.list(associations, { where: { policy_id: id } });
      const found = (await Promise.all(places.map((place) => endpointsAt(context, place)))).flat();
      const views = found.map((row) => endpointView(context, row));
      return whole(
        context,
        'endpoints',
        views.map(({ region: _region, ...view }) => view),
      );
    },
  }),
];

/** The endpoint's own, else its service's in its region or one above, else its service's. */
async function policyFor({ rows }: Scope, { id, service_id, region_id }: EndpointRow): Promise<string | undefined> {
  const at = async (place: Place): Promise<string | undefined> => (await rows.get(associations, idOf(place)))?.policy_id;
  const own = await at({ endpoint_id: id });
  if (own !== undefined) return own;
  for (let region = region_id; region !== null; region = (await rows.get(regions, region))?.parent_region_id ?? null) {
    const regional = await at({ service_id, region_id: region });
    if (regional !== undefined) return regional;
  }
  return at({ service_id });
}
async function endpointsAt(scope: Scope, { endpoint_id, service_id, region_id }: AssociationRow): Promise<EndpointRow[]> {
  if (endpoint_id !== null) return scope.rows.list(endpoints, { where: { id: endpoint_id } });
  if (region_id === null) return scope.rows.list(endpoints, { where: { service_id } });
  return scope.rows.list(endpoints, { where: { service_id, region_id: [region_id, ...(await below(scope, region_id))] } });
}

/** Of what is gone. */
export async function removeAssociations(
  { rows }: Scope,
  where: { policy_id: string } | { endpoint_id: string } | { service_id: string } | { region_id: string },
) {
  for (const { id } of await rows.list(associations, { where })) await rows.remove(associations, id);
}
