/** Every action in every state that a server can be brought to, generated from the table of demands. */
import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';
import { type Attempt, attempts } from '../../test/contract/server-actions.ts';
import { act } from '../../test/contract/say.ts';
import { dispose, running } from '../../test/contract/server.ts';
import { type Situation, arrived, bring, situations } from '../../test/contract/server-states.ts';
import { type Demands, demands } from './server-demands.ts';

/** What the table says of an action in a situation. */
function expected(
  { demand: name, status, refused, offHost: withoutHost }: Attempt,
  { vm_state, offHost, unbuilt }: Situation,
  id: string,
): [number, string | undefined] {
  const { label, vm_states = [], host, launched }: Demands = demands[name];
  const notReady: [number, string] = [409, `Instance ${id} is not ready`];
  if (offHost && withoutHost) return withoutHost;
  if (host === 'first' && offHost) return notReady;
  if (!vm_states.includes(vm_state)) return [409, `Cannot '${label}' instance ${id} while it is in vm_state ${vm_state}`];
  if (unbuilt && launched !== 'ignored') return [409, `Instance ${id} is in an invalid state for '${label}'`];
  if (host === 'last' && offHost) return notReady;
  return refused ?? [status, undefined];
}

contract('actions by state', { needs: ['admin', 'image', 'flavor', 'network'] }, (it) => {
  for (const situation of situations) {
    it(`of a server that is ${situation.name}`, async (stage) => {
      const { admin } = stage;
      const all = await attempts(stage);
      const id = await situation.make(stage);
      const host = (await admin.compute.servers.show({ server_id: id })).server['OS-EXT-SRV-ATTR:host'] ?? '';
      const said: Record<string, unknown> = {};
      const table: Record<string, unknown> = {};
      const accepted: Attempt[] = [];
      for (const attempt of all(host)) {
        const wanted = expected(attempt, situation, id);
        if (wanted[0] < 300) accepted.push(attempt);
        else {
          table[attempt.demand] = wanted;
          said[attempt.demand] = await attempt.do(admin, id);
        }
      }
      expect(said).toEqual(table);
      for (const attempt of accepted) {
        await bring(stage, id, situation);
        const { demand, status, leads } = attempt;
        expect([demand, ...(await attempt.do(admin, id))]).toEqual([demand, status, undefined]);
        const { to } = demands[demand];
        await arrived(stage, id, leads ? leads(situation.vm_state) : to === 'same' ? situation.vm_state : to);
      }
      await dispose(stage, admin, id);
    });
  }

  it('of a server that is locked', async (stage) => {
    const { admin, member } = stage;
    const id = await running(stage, member, { metadata: { a: '1' } });
    stage.later(() => act(admin, id, { unlock: null }));
    await member.compute.serverActions.lock({ server_id: id, body: { lock: null } });
    const said: Record<string, unknown> = {};
    const table: Record<string, unknown> = {};
    const all = await attempts(stage);
    for (const attempt of all('')) {
      const { label, locked }: Demands = demands[attempt.demand];
      if (attempt.adminOnly || locked === 'ignored') continue;
      table[attempt.demand] = [409, locked === 'unnamed' ? `Instance ${id} is in an invalid state for '${label}'` : `Instance ${id} is locked`];
      said[attempt.demand] = await attempt.do(member, id);
    }
    expect(said).toEqual(table);
    expect(await act(admin, id, { 'os-stop': null })).toEqual([202, undefined]);
  });
});
