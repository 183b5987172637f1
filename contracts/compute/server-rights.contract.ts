/** Who may do what with servers: for each of Nova's default rules one who passes and one who does not. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { type Rank, RANKS, ranks } from '../../test/contract/ranks.ts';
import { act, say } from '../../test/contract/say.ts';
import { type Right, rights } from '../../test/contract/server-rights.ts';
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
      const ask = async (as: Rank, { method, path, body, version }: Right) => say(by[as], method, path, body, version);
      for (const right of rights({ server, project }).filter((each) => each.from === rank)) {
        const refusal = `Policy doesn't allow os_compute_api:${right.rule} to be performed.`;
        const key = `${right.rule}: ${right.method} ${right.path}`;
        table[key] = [403, refusal];
        said[key] = await ask(below, right);
        const [, message] = await ask(rank, right);
        if (message === refusal) said[`${key} by a ${rank}`] = refusal;
      }
      expect(said).toEqual(table);
    });
  }
});
