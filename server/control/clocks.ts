/** The time of a world. */
import type { z } from 'zod';
import { type ClockView, clocks as table } from '../../contracts/control/clocks.ts';
import { isTime } from '../../contracts/control/names.ts';
import { badRequest } from '../core/errors.ts';
import { keepSettings } from '../core/settings.ts';
import type { Clock } from '../core/clock.ts';
import type { World } from '../core/world.ts';
import { implement } from './context.ts';
import { milliseconds } from './duration.ts';

export const clockView = (clock: Clock): z.output<typeof ClockView> => ({ mode: clock.mode, now: new Date(clock.now()).toISOString() });

/** The change outlives the process where the world does. */
async function moved(world: World, move: () => void): Promise<z.output<typeof ClockView>> {
  move();
  await keepSettings(world);
  return clockView(world.clock);
}

export const clockHandlers = implement(table, {
  show: ({ worlds, params }) => worlds.within(params.world, ({ clock }) => clockView(clock)),
  set: ({ worlds, params, body: { mode, now } }) =>
    worlds.within(params.world, (world) =>
      moved(world, () => world.clock.set(mode ?? world.clock.mode, now === undefined ? world.clock.now() : Date.parse(now))),
    ),
  advance: ({ worlds, params, body: { by } }) =>
    worlds.within(params.world, (world) => {
      const far = milliseconds(by);
      if (!isTime(world.clock.now() + far)) throw badRequest('by: that would be after the year 9998');
      return moved(world, () => world.clock.advance(far));
    }),
});
