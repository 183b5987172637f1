/** Who may do what with servers: for each of Nova's default rules one who passes and one who does not. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { type Rank, RANKS, ranks } from '../../test/contract/ranks.ts';
import { filled, refusalOf } from '../../test/contract/rights/right.ts';
import { serverRights } from '../../test/contract/rights/servers.ts';
import { act, say } from '../../test/contract/say.ts';
import { dropImages } from '../../test/contract/server-states.ts';
import { running } from '../../test/contract/server.ts';

contract('rights on servers', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  for (const rank of RANKS.slice(1)) {
    it(`of what a ${rank} may`, async (stage) => {
      const { admin } = stage;
      const { project, by } = await ranks(stage);
      const server = await running(stage, by.admin, { metadata: { a: '1' } });
      stage.later(() => dropImages(stage, server));
      stage.later(() => act(admin, server, { unlock: null }));
      // so that what may be done is not
      await act(admin, server, { lock: null });
      const below = RANKS[RANKS.indexOf(rank) - 1] as Rank;
      const said: Record<string, unknown> = {};
      const table: Record<string, unknown> = {};
      for (const right of serverRights.filter(({ from }) => from === rank)) {
        const { rule, method, body, version } = right;
        const refusal = refusalOf(right);
        const path = filled(right, { server, project });
        const key = `${rule}: ${method} ${path}`;
        table[key] = [403, refusal];
        said[key] = await say(by[below], method, path, body, version);
        const [, message] = await say(by[rank], method, path, body, version);
        if ([refusal, refusalOf({ ...right, refusedBy: rule })].includes(message ?? '')) said[`${key} by a ${rank}`] = message;
      }
      expect(said).toEqual(table);
    });
  }

  it('of another domain: its managers see none, its admins all', async (stage) => {
    const { admin } = stage;
    const { project, by } = await ranks(stage);
    const others = await ranks(stage, 'another domain');
    const server = await running(stage, by.admin, { metadata: { a: '1' } });
    stage.later(() => act(admin, server, { unlock: null }));
    await act(admin, server, { lock: null });
    const about = { server, project };
    for (const right of serverRights.filter(({ path }) => /\{(server|project)\}/.test(path))) {
      const { from, rule, method, body, version } = right;
      const path = filled(right, about);
      const [status, message] = await say(others.by.manager, method, path, body, version);
      expect({ rule, refused: status === 403 || status === 404, message }).toEqual({ rule, refused: true, message });
      // an admin passes the lock as well
      if (from !== 'admin' && method !== 'GET') continue;
      const [, word] = await say(others.by.admin, method, path, body, version);
      expect(`${rule}: ${word}`).not.toMatch(/Policy doesn't allow|Instance .* could not be found/);
    }
  });
});
