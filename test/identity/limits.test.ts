/** Limits under the model that knows of domains and projects. */
import { expect, test } from 'vitest';
import { configured } from './cloud.ts';

test('under strict_two_level no project has more than its domain', async () => {
  const { cloud, ask, admin } = await configured({ unified_limit: { enforcement_model: 'strict_two_level' } });
  const headers = await admin();
  const { model } = (await ask('GET', '/limits/model', undefined, headers)).json;
  expect(model).toEqual({ name: 'strict_two_level', description: 'This model requires project hierarchy never exceeds a depth of two' });
  const { service } = (await ask('POST', '/services', { service: { type: 'x' } }, headers)).json;
  const { project } = (await ask('POST', '/projects', { project: { name: 'x', domain_id: 'default' } }, headers)).json;
  const place = { service_id: service.id, resource_name: 'cores' };
  await ask('POST', '/registered_limits', { registered_limits: [{ ...place, default_limit: 10 }] }, headers);
  const create = async (...limits: object[]) => {
    const { status, json } = await ask('POST', '/limits', { limits: limits.map((limit) => ({ ...place, ...limit })) }, headers);
    return [status, json.error?.message];
  };
  const told = `Invalid resource limit: The resource limit (project_id: ${project.id}, resource_name: cores, resource_limit: 11, service_id: ${service.id}, region_id: None) doesn't satisfy current hierarchy model..`;
  expect(await create({ project_id: project.id, resource_limit: 11 })).toEqual([403, told]);
  expect((await create({ domain_id: 'default', resource_limit: 5 }, { project_id: project.id, resource_limit: 5 }))[0]).toBe(201);
  const { limits } = (await ask('GET', '/limits?domain_id=default', undefined, headers)).json;
  const lowered = await ask('PATCH', `/limits/${limits[0].id}`, { limit: { resource_limit: 4 } }, headers);
  expect([lowered.status, lowered.json.error.message]).toEqual([403, expect.stringContaining('(domain_id: default, resource_name: cores, resource_limit: 4')]);
  await cloud.close();
});
