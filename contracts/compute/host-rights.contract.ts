/** Who may do what behind the servers: for each of Nova's default rules one who passes and one who does not. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { RANKS, type Rank, ranks } from '../../test/contract/ranks.ts';
import { say } from '../../test/contract/say.ts';

const nowhere = '00000000-0000-0000-0000-000000000000';
type Row = readonly [rule: string, request: string, body?: unknown, version?: string];
const host = { host: 'nope' };

/** By the lowest rank that may. Each request passes its schema; what follows the right refuses most of them. */
const rights = (project: string): Partial<Record<Rank, readonly Row[]>> => ({
  reader: [
    ['os_compute_api:os-quota-sets:show', `GET /os-quota-sets/${project}`],
    ['os_compute_api:os-quota-sets:detail', `GET /os-quota-sets/${project}/detail`],
    ['os_compute_api:os-server-groups:index', 'GET /os-server-groups'],
    ['os_compute_api:os-simple-tenant-usage:show', `GET /os-simple-tenant-usage/${project}`],
    ['os_compute_api:os-flavor-extra-specs:index', 'GET /flavors/nope/os-extra_specs'],
    ['os_compute_api:os-flavor-extra-specs:show', 'GET /flavors/nope/os-extra_specs/a'],
  ],
  member: [
    [
      'os_compute_api:os-server-groups:create',
      'POST /os-server-groups',
      { server_group: { name: 'x', policy: 'affinity', rules: { max_server_per_host: 2 } } },
      '2.64',
    ],
  ],
  admin: [
    ['os_compute_api:os-aggregates:index', 'GET /os-aggregates'],
    ['os_compute_api:os-aggregates:show', 'GET /os-aggregates/987654'],
    ['os_compute_api:os-aggregates:create', 'POST /os-aggregates', { aggregate: { name: 'x'.repeat(255), availability_zone: null } }],
    ['os_compute_api:os-aggregates:update', 'PUT /os-aggregates/987654', { aggregate: { name: 'x' } }],
    ['os_compute_api:os-aggregates:delete', 'DELETE /os-aggregates/987654'],
    ['os_compute_api:os-aggregates:add_host', 'POST /os-aggregates/987654/action', { add_host: host }],
    ['os_compute_api:os-aggregates:remove_host', 'POST /os-aggregates/987654/action', { remove_host: host }],
    ['os_compute_api:os-aggregates:set_metadata', 'POST /os-aggregates/987654/action', { set_metadata: { metadata: { a: 'b' } } }],
    ['compute:aggregates:images', 'POST /os-aggregates/987654/images', { cache: [{ id: nowhere }] }, '2.81'],
    ['os_compute_api:os-availability-zone:detail', 'GET /os-availability-zone/detail'],
    ['os_compute_api:os-services:list', 'GET /os-services'],
    ['os_compute_api:os-services:update', 'PUT /os-services/enable', { ...host, binary: 'nova-compute' }],
    ['os_compute_api:os-services:update', `PUT /os-services/${nowhere}`, { status: 'enabled' }, '2.53'],
    ['os_compute_api:os-services:delete', 'DELETE /os-services/987654'],
    ['os_compute_api:os-hypervisors:list', 'GET /os-hypervisors'],
    ['os_compute_api:os-hypervisors:list-detail', 'GET /os-hypervisors/detail'],
    ['os_compute_api:os-hypervisors:show', 'GET /os-hypervisors/987654'],
    ['os_compute_api:os-hypervisors:statistics', 'GET /os-hypervisors/statistics'],
    ['os_compute_api:os-hypervisors:uptime', 'GET /os-hypervisors/987654/uptime'],
    ['os_compute_api:os-hypervisors:search', 'GET /os-hypervisors/nope/search'],
    ['os_compute_api:os-hypervisors:servers', 'GET /os-hypervisors/nope/servers'],
    ['os_compute_api:os-hosts:list', 'GET /os-hosts'],
    ['os_compute_api:os-hosts:show', 'GET /os-hosts/nope'],
    ['os_compute_api:os-hosts:update', 'PUT /os-hosts/nope', { status: 'enable' }],
    ['os_compute_api:os-hosts:reboot', 'GET /os-hosts/nope/reboot'],
    ['os_compute_api:os-hosts:shutdown', 'GET /os-hosts/nope/shutdown'],
    ['os_compute_api:os-hosts:start', 'GET /os-hosts/nope/startup'],
    ['os_compute_api:os-flavor-manage:create', 'POST /flavors', { flavor: { name: 'm1.tiny', ram: 1, vcpus: 1, disk: 1 } }],
    ['os_compute_api:os-flavor-manage:update', 'PUT /flavors/nope', { flavor: { description: 'x' } }, '2.55'],
    ['os_compute_api:os-flavor-manage:delete', 'DELETE /flavors/nope'],
    ['os_compute_api:os-flavor-access', 'GET /flavors/nope/os-flavor-access'],
    ['os_compute_api:os-flavor-access:add_tenant_access', 'POST /flavors/nope/action', { addTenantAccess: { tenant: 'nope' } }],
    ['os_compute_api:os-flavor-access:remove_tenant_access', 'POST /flavors/nope/action', { removeTenantAccess: { tenant: 'nope' } }],
    ['os_compute_api:os-flavor-extra-specs:create', 'POST /flavors/nope/os-extra_specs', { extra_specs: { a: 'b' } }],
    ['os_compute_api:os-flavor-extra-specs:update', 'PUT /flavors/nope/os-extra_specs/a', { a: 'b' }],
    ['os_compute_api:os-flavor-extra-specs:delete', 'DELETE /flavors/nope/os-extra_specs/a'],
    ['os_compute_api:os-quota-sets:update', 'PUT /os-quota-sets/nope', { quota_set: {} }],
    ['os_compute_api:os-quota-sets:delete', 'DELETE /os-quota-sets/nope'],
    ['os_compute_api:os-quota-class-sets:show', 'GET /os-quota-class-sets/nope'],
    ['os_compute_api:os-quota-class-sets:update', 'PUT /os-quota-class-sets/nope', { quota_class_set: {} }],
    ['os_compute_api:limits:other_project', 'GET /limits?tenant_id=nope'],
    ['os_compute_api:os-simple-tenant-usage:list', 'GET /os-simple-tenant-usage'],
  ],
});

contract('rights on what is behind the servers', { needs: ['admin'] }, (it) => {
  for (const rank of ['reader', 'member', 'admin'] as const) {
    it(`of what a ${rank} may`, async (stage) => {
      const { project, by } = await ranks(stage);
      const below = by[RANKS[RANKS.indexOf(rank) - 1] as Rank];
      const said: Record<string, unknown> = {};
      const table: Record<string, unknown> = {};
      for (const [rule, request, body, version] of rights(project)[rank] ?? []) {
        const [method = '', path = ''] = request.split(' ');
        const refusal = `Policy doesn't allow ${rule} to be performed.`;
        table[request] = [403, refusal, 'and passes by right'];
        const [, message] = await say(by[rank], method, path, body, version);
        said[request] = [...(await say(below, method, path, body, version)), message === refusal ? message : 'and passes by right'];
      }
      expect(said).toEqual(table);
    });
  }

  it('of what everybody may', async ({ reader }) => {
    for (const path of ['/os-availability-zone', '/limits', '/flavors']) expect(await say(reader, 'GET', path)).toEqual([200, undefined]);
  });

  it('on the groups of a project that is not theirs', async (stage) => {
    const { by } = await ranks(stage);
    const { server_group } = await by.member.compute.serverGroups.create({ body: { server_group: { name: stage.name('group'), policies: ['affinity'] } } });
    stage.later(() => stage.admin.compute.serverGroups.delete({ server_group_id: server_group.id }));
    const path = `/os-server-groups/${server_group.id}`;
    expect((await say(stage.admin, 'GET', path))[0]).toBe(200);
    expect(await say(stage.member, 'GET', path)).toEqual([404, `Instance group ${server_group.id} could not be found.`]);
    expect(await say(by.reader, 'DELETE', path)).toEqual([403, "Policy doesn't allow os_compute_api:os-server-groups:delete to be performed."]);
    expect(await say(by.nobody, 'GET', path)).toEqual([403, "Policy doesn't allow os_compute_api:os-server-groups:show to be performed."]);
    const everywhere = async (as: typeof stage.admin) =>
      (await as.compute.serverGroups.list({ query: { all_projects: ['1'] } })).server_groups.map(({ id }) => id);
    expect(await everywhere(stage.admin)).toContain(server_group.id);
    expect(await everywhere(stage.member)).not.toContain(server_group.id);
  });
});
