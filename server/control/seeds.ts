/** The state of a world as a seed. */
import { seeds as table } from '../../contracts/control/seeds.ts';
import { reply } from '../core/context.ts';
import { seedJsonSchema } from '../seed.ts';
import { exportSeed } from '../seed-state.ts';
import { implement } from './context.ts';

export const seedHandlers = implement(table, {
  export: ({ worlds, params, query }) =>
    worlds.within(params.world, async (world) => reply(await exportSeed(world, query.content === 'true'), { 'Content-Type': 'application/yaml' })),
  schema: () => seedJsonSchema() as Record<string, unknown>,
});
