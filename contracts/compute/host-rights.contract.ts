/** Who may do what behind the servers: for each of Nova's default rules one who passes and one who does not. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { RANKS, type Rank, ranks } from '../../test/contract/ranks.ts';
import { hostRights } from '../../test/contract/rights/hosts.ts';
import { filled, refusalOf } from '../../test/contract/rights/right.ts';
import { say } from '../../test/contract/say.ts';

contract('rights on what is behind the servers', { needs: ['admin'] }, (it) => {
  for (const rank of ['reader', 'member', 'admin'] as const) {
    it(`of what a ${rank} may`, async (stage) => {
      const { project, by } = await ranks(stage);
      const below = by[RANKS[RANKS.indexOf(rank) - 1] as Rank];
      const about = { project, user: (await stage.admin.whoami()).user?.id ?? '' };
      const said: Record<string, unknown> = {};
      const table: Record<string, unknown> = {};
      for (const right of hostRights.filter(({ from }) => from === rank)) {
        const { method, body, version } = right;
        const path = filled(right, about);
        const refusal = refusalOf(right);
        const key = `${method} ${path} ${version}`;
        table[key] = [403, refusal, 'and passes by right'];
        const [, message] = await say(by[rank], method, path, body, version);
        said[key] = [...(await say(below, method, path, body, version)), message === refusal ? message : 'and passes by right'];
      }
      expect(said).toEqual(table);
    });
  }

  it('of what everybody may who has a token', async (stage) => {
    const { project, by } = await ranks(stage);
    for (const right of hostRights.filter(({ from }) => from === 'nobody')) {
      const { rule, method, body, version } = right;
      const path = filled(right, { project });
      const [status] = await say(by.nobody, method, path, body, version);
      const { status: without } = await by.nobody.compute.request(method, path, { json: body, headers: { 'x-auth-token': 'none' } });
      expect([rule, status < 403 || status === 404, without]).toEqual([rule, true, 401]);
    }
  });

  it('of another domain: its managers are refused, its admins pass', async (stage) => {
    const { project } = await ranks(stage);
    const { by } = await ranks(stage, 'another domain');
    const about = { project, user: (await stage.admin.whoami()).user?.id ?? '' };
    for (const right of hostRights.filter(({ from, path }) => from === 'admin' || (from !== 'nobody' && path.includes('{project}')))) {
      const { rule, method, body, version } = right;
      const path = filled(right, about);
      const [, passed] = await say(by.admin, method, path, body, version);
      expect([rule, ...(await say(by.manager, method, path, body, version)), passed === refusalOf(right)]).toEqual([rule, 403, refusalOf(right), false]);
    }
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
