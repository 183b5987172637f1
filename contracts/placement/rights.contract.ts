/** Who may do what in Placement: for each of its default rules one who passes and one who does not. */
import { expect } from 'vitest';
import type { Connection } from '../../client/index.ts';
import { contract } from '../../test/contract/contract.ts';
import { ranks } from '../../test/contract/ranks.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';
const provider = `/resource_providers/${nowhere}`;
/** What an admin may and a manager may not. */
const RIGHTS: readonly (readonly [rule: string, request: string])[] = [
  ['resource_providers:list', 'GET /resource_providers'],
  ['resource_providers:create', 'POST /resource_providers'],
  ['resource_providers:show', `GET ${provider}`],
  ['resource_providers:update', `PUT ${provider}`],
  ['resource_providers:delete', `DELETE ${provider}`],
  ['resource_providers:inventories:list', `GET ${provider}/inventories`],
  ['resource_providers:inventories:create', `POST ${provider}/inventories`],
  ['resource_providers:inventories:show', `GET ${provider}/inventories/VCPU`],
  ['resource_providers:inventories:update', `PUT ${provider}/inventories`],
  ['resource_providers:inventories:update', `PUT ${provider}/inventories/VCPU`],
  ['resource_providers:inventories:delete', `DELETE ${provider}/inventories`],
  ['resource_providers:inventories:delete', `DELETE ${provider}/inventories/VCPU`],
  ['resource_providers:aggregates:list', `GET ${provider}/aggregates`],
  ['resource_providers:aggregates:update', `PUT ${provider}/aggregates`],
  ['resource_providers:traits:list', `GET ${provider}/traits`],
  ['resource_providers:traits:update', `PUT ${provider}/traits`],
  ['resource_providers:traits:delete', `DELETE ${provider}/traits`],
  ['resource_providers:usages', `GET ${provider}/usages`],
  ['resource_providers:allocations:list', `GET ${provider}/allocations`],
  ['resource_classes:list', 'GET /resource_classes'],
  ['resource_classes:create', 'POST /resource_classes'],
  ['resource_classes:show', 'GET /resource_classes/NOPE'],
  ['resource_classes:update', 'PUT /resource_classes/nope'],
  ['resource_classes:delete', 'DELETE /resource_classes/NOPE'],
  ['traits:list', 'GET /traits'],
  ['traits:show', 'GET /traits/NOPE'],
  ['traits:update', 'PUT /traits/NOPE'],
  ['traits:delete', 'DELETE /traits/NOPE'],
  ['allocations:list', `GET /allocations/${nowhere}`],
  ['allocations:manage', 'POST /allocations'],
  ['allocations:update', `PUT /allocations/${nowhere}`],
  ['allocations:delete', `DELETE /allocations/${nowhere}`],
  ['allocation_candidates:list', 'GET /allocation_candidates?resources=VCPU:1'],
];
const refusal = (rule: string): string => `Access was denied to this resource.\n\n Policy does not allow placement:${rule} to be performed.  `;
/** The status, and why where it is refused. */
async function ask(as: Connection, request: string): Promise<[number, string | undefined]> {
  const [method = '', path = ''] = request.split(' ');
  const headers = { 'OpenStack-API-Version': 'placement 1.39', Accept: 'application/json' };
  const { status, json } = await as.placement.request(method, path, { headers, ...(method.startsWith('P') && { json: {} }) });
  return [status, json?.errors?.[0]?.detail as string | undefined];
}

contract('rights in Placement', { needs: ['admin'] }, (it) => {
  it('are those of admins', async (stage) => {
    const { by } = await ranks(stage);
    const said: Record<string, unknown> = {};
    for (const [, request] of RIGHTS) said[request] = [...(await ask(by.manager, request)), (await ask(by.admin, request))[0] === 403];
    expect(said).toEqual(Object.fromEntries(RIGHTS.map(([rule, request]) => [request, [403, refusal(rule), false]])));
  });

  it('let readers see the usage of their own project', async (stage) => {
    const { project, by } = await ranks(stage);
    expect(await ask(by.reader, `GET /usages?project_id=${project}`)).toEqual([200, undefined]);
    expect(await ask(by.manager, 'GET /usages?project_id=another')).toEqual([403, refusal('usages')]);
    expect(await ask(by.nobody, `GET /usages?project_id=${project}`)).toEqual([403, refusal('usages')]);
  });

  it('let services reshape, and nobody else', async (stage) => {
    const { admin, name, later, as } = stage;
    const make = async (path: string, body: object): Promise<string> => {
      const { json } = await admin.identity.request('POST', path, { json: body });
      const [made] = Object.values(json as Record<string, { id: string }>);
      later(() => admin.identity.request('DELETE', `${path}/${made?.id}`));
      return made?.id ?? '';
    };
    const [project_name, username] = [name('project'), name('service')];
    const project = await make('/projects', { project: { name: project_name, domain_id: 'default' } });
    const user = await make('/users', { user: { name: username, password: username, domain_id: 'default' } });
    const { json } = await admin.identity.request('GET', '/roles?name=service');
    await admin.identity.request('PUT', `/projects/${project}/users/${user}/roles/${json.roles[0].id}`);
    const service = as({ username, password: username, user_domain_name: 'Default', project_name, project_domain_name: 'Default' });
    expect((await ask(service, 'POST /reshaper'))[0]).toBe(400);
    expect(await ask(admin, 'POST /reshaper')).toEqual([403, refusal('reshaper:reshape')]);

    // the processors move from a provider to the one below it, with who holds them
    const placement = admin.placement.at('1.39');
    const [top, below] = [crypto.randomUUID(), crypto.randomUUID()];
    const { resourceProviders } = admin.placement.at('1.14');
    for (const [uuid, parent_provider_uuid] of [[top], [below, top]] as const) {
      await resourceProviders.create({ body: { name: name('provider'), uuid, ...(parent_provider_uuid && { parent_provider_uuid }) } });
      later(() => resourceProviders.delete({ uuid }));
    }
    await placement.inventories.replace({ uuid: top, body: { resource_provider_generation: 0, inventories: { VCPU: { total: 8 } } } });
    const consumer = crypto.randomUUID();
    const owner = { project_id: project, user_id: user, consumer_type: 'INSTANCE' };
    await placement.allocations.replace({
      consumer_uuid: consumer,
      body: { ...owner, consumer_generation: null, allocations: { [top]: { resources: { VCPU: 2 } } } },
    });
    later(() => placement.allocations.delete({ consumer_uuid: consumer }));
    const body = {
      inventories: {
        [top]: { resource_provider_generation: 2, inventories: {} },
        [below]: { resource_provider_generation: 0, inventories: { VCPU: { total: 8 } } },
      },
      allocations: { [consumer]: { ...owner, consumer_generation: 1, allocations: { [below]: { resources: { VCPU: 2 } } } } },
    };
    await service.placement.at('1.39').reshaper.reshape({ body });
    expect((await placement.usages.ofProvider({ uuid: below })).usages).toEqual({ VCPU: 2 });
    expect((await placement.inventories.list({ uuid: top })).inventories).toEqual({});
    expect(await placement.allocations.ofConsumer({ consumer_uuid: consumer })).toMatchObject({
      consumer_generation: 2,
      allocations: { [below]: { resources: { VCPU: 2 } } },
    });
    await expect(service.placement.at('1.39').reshaper.reshape({ body })).rejects.toMatchObject({ status: 409 });
  });
});
