import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { denied, said } from '../../test/contract/people.ts';

contract('policies', { needs: ['admin'] }, (it) => {
  it('are kept as they come', async ({ admin, member }) => {
    const { policy } = await admin.identity.policies.create({ body: { policy: { blob: '{}', type: 'application/json', shoe_size: 42 } } });
    const where = { policy_id: policy.id };
    expect(policy).toMatchObject({ blob: '{}', type: 'application/json', shoe_size: 42 });
    expect((await admin.identity.policies.show(where)).policy).toEqual(policy);
    expect((await admin.identity.policies.list({ query: { type: 'application/json' } })).policies).toContainEqual(policy);
    expect((await admin.identity.policies.update({ ...where, body: { policy: { blob: 'x' } } })).policy).toEqual({ ...policy, blob: 'x' });
    const path = `/policies/${policy.id}`;
    expect(said(await member.identity.request('GET', path))).toEqual([403, denied('identity:get_policy').error.message]);
    expect(said(await admin.identity.request('PATCH', path, { json: { policy: { id: 'other' } } }))).toEqual([400, 'Cannot change policy ID']);
    const lacking = await admin.identity.request('POST', '/policies', { json: { policy: { blob: 'x' } } });
    expect(String(said(lacking)[1]).split('\n').slice(0, 3)).toEqual(["'type' is a required property", '', "Failed validating 'required' in schema:"]);
    await admin.identity.policies.delete(where);
    expect(said(await admin.identity.request('GET', path))).toEqual([404, `Could not find policy: ${policy.id}.`]);
  });

  it('are for an endpoint, else for its service in its region or above, else for its service', async ({ admin, name, later }) => {
    const make = async (blob: string) => {
      const { policy } = await admin.identity.policies.create({ body: { policy: { blob, type: 'text/plain' } } });
      later(() => admin.identity.policies.delete({ policy_id: policy.id }));
      return policy;
    };
    const [wide, middle, narrow] = [await make('wide'), await make('middle'), await make('narrow')];
    const [above, below] = [name('region'), name('region')];
    await admin.identity.regions.create({ body: { region: { id: above } } });
    later(() => admin.identity.regions.delete({ region_id: above }));
    await admin.identity.regions.create({ body: { region: { id: below, parent_region_id: above } } });
    const { service } = await admin.identity.services.create({ body: { service: { type: name('type'), name: name('service') } } });
    later(() => admin.identity.services.delete({ service_id: service.id }));
    const body = { endpoint: { service_id: service.id, interface: 'public' as const, url: 'http://127.0.0.1:1', region_id: below } };
    const { endpoint } = await admin.identity.endpoints.create({ body });

    const path = `/endpoints/${endpoint.id}/OS-ENDPOINT-POLICY/policy`;
    expect(said(await admin.identity.request('GET', path))).toEqual([404, `No policy is associated with endpoint ${endpoint.id}.`]);
    const found = async () => (await admin.identity.policyEndpoints.policy({ endpoint_id: endpoint.id })).policy.blob;
    await admin.identity.servicePolicies.assign({ policy_id: wide.id, service_id: service.id });
    expect(await found()).toBe('wide');
    await admin.identity.regionPolicies.assign({ policy_id: middle.id, service_id: service.id, region_id: above });
    expect(await found()).toBe('middle');
    const own = { policy_id: narrow.id, endpoint_id: endpoint.id };
    await admin.identity.endpointPolicies.assign(own);
    expect(await found()).toBe('narrow');
    for (const { id } of [wide, middle, narrow])
      expect((await admin.identity.policyEndpoints.endpoints({ policy_id: id })).endpoints.map((one) => one.id)).toEqual([endpoint.id]);
    await admin.identity.endpointPolicies.check(own);
    await admin.identity.endpointPolicies.unassign(own);
    expect(said(await admin.identity.request('GET', `/policies/${narrow.id}/OS-ENDPOINT-POLICY/endpoints/${endpoint.id}`))).toEqual([
      404,
      'Could not find policy association.',
    ]);
    expect(await found()).toBe('middle');
  });
});
