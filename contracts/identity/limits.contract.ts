import { expect } from 'vitest';
import { type Stage, contract } from '../../test/contract/contract.ts';
import { denied, said, someone } from '../../test/contract/people.ts';

/** A service with a registered limit for cores. */
async function registered({ admin, name, later }: Stage) {
  const { service } = await admin.identity.services.create({ body: { service: { type: name('type'), name: name('service') } } });
  later(() => admin.identity.services.delete({ service_id: service.id }));
  const wanted = { service_id: service.id, resource_name: 'cores', default_limit: 10 };
  const { registered_limits: made } = await admin.identity.registeredLimits.create({ body: { registered_limits: [wanted] } });
  const [limit] = made;
  if (!limit) throw new Error('no registered limit was made');
  later(() => admin.identity.registeredLimits.delete({ registered_limit_id: limit.id }));
  return { service, wanted, limit, where: { registered_limit_id: limit.id } };
}

contract('registered limits', { needs: ['admin'] }, (it) => {
  it('are made for a resource of a service, once', async (stage) => {
    const { admin, member } = stage;
    const { service, wanted, limit, where } = await registered(stage);
    expect(limit).toMatchObject({ ...wanted, region_id: null, description: null });
    expect((await member.identity.registeredLimits.show(where)).registered_limit).toEqual(limit);
    expect((await admin.identity.registeredLimits.list({ query: { service_id: service.id } })).registered_limits).toEqual([limit]);
    const create = async (registered_limits: unknown, as = admin) =>
      said(await as.identity.request('POST', '/registered_limits', { json: { registered_limits } }));
    expect(await create([wanted])).toEqual([409, 'Conflict occurred attempting to store registered_limit - Duplicate entry.']);
    expect(await create([])).toEqual([400, 'Invalid input for field/attribute registered_limits. Value: []. [] should be non-empty']);
    expect((await create([{ ...wanted, default_limit: -2 }]))[1]).toMatch(/-2 is less than the minimum of -1$/);
    expect(await create([{ ...wanted, resource_name: 'x' }], member)).toEqual([403, denied('identity:create_registered_limits').error.message]);
    const { registered_limit: changed } = await admin.identity.registeredLimits.update({ ...where, body: { registered_limit: { default_limit: 5 } } });
    expect(changed).toEqual({ ...limit, default_limit: 5 });
  });
});

contract('limits', { needs: ['admin'] }, (it) => {
  it('are made for projects and domains where one is registered', async (stage) => {
    const { admin, later } = stage;
    const { service, limit: general, where } = await registered(stage);
    const { project, headers } = await someone(stage);
    const wanted = { service_id: service.id, resource_name: 'cores', resource_limit: 5, project_id: project.id };
    const { limits: made } = await admin.identity.limits.create({ body: { limits: [wanted] } });
    const limit_id = made[0]?.id ?? '';
    later(() => admin.identity.limits.delete({ limit_id }));
    expect(made[0]).toMatchObject({ ...wanted, domain_id: null, region_id: null, description: null });
    const own = { headers: await headers() };
    expect((await admin.identity.limits.list(own)).limits).toEqual(made);
    expect((await admin.identity.limits.show({ limit_id, ...own })).limit).toEqual(made[0]);
    const create = async (limit: object) => said(await admin.identity.request('POST', '/limits', { json: { limits: [limit] } }));
    expect(await create(wanted)).toEqual([409, 'Conflict occurred attempting to store limit - Duplicate entry.']);
    expect(await create({ ...wanted, resource_name: 'ram' })).toEqual([403, 'Unable to create a limit that has no corresponding registered limit.']);
    expect((await create({ ...wanted, domain_id: 'default' }))[1]).toMatch(/is valid under each of/);
    const { limit: changed } = await admin.identity.limits.update({ limit_id, body: { limit: { resource_limit: 6, description: 'more' } } });
    expect(changed).toEqual({ ...made[0], resource_limit: 6, description: 'more' });
    expect(said(await admin.identity.request('DELETE', `/registered_limits/${where.registered_limit_id}`))).toEqual([
      403,
      `Unable to update or delete registered limit ${general.id} because there are project limits associated with it.`,
    ]);
    expect(said(await admin.identity.request('PATCH', `/limits/${limit_id}`, { json: { limit: { resource_limit: 1 } }, ...own }))).toEqual([
      403,
      denied('identity:update_limit').error.message,
    ]);
  });

  it('follow a model that everybody may know', async ({ member }) => {
    expect((await member.identity.limits.model()).model.name).toMatch(/^(flat|strict_two_level)$/);
  });
});
