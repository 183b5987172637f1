/** What is done to the hosts of a world beyond its API. */
import { hosts as table } from '../../contracts/control/hosts.ts';
import { restarted } from '../compute/server-evacuation.ts';
import { notFound } from '../core/errors.ts';
import { transact } from '../core/lifecycle.ts';
import { implement } from './context.ts';

export const hostHandlers = implement(table, {
  restart: ({ worlds, params: { world: name, host } }) =>
    worlds.within(name, async (world) => {
      const known = await transact(world, (rows) => restarted({ world, rows, now: world.clock.now() }, host));
      if (!known) throw notFound(`World ${name} has no compute host ${host}`);
    }),
});
