/** The state of a world as a seed. */
import { seeds as table } from '../../contracts/control/seeds.ts';
import { notImplemented } from '../core/errors.ts';
import { seedJsonSchema } from '../seed.ts';
import { implement } from './context.ts';

export const seedHandlers = implement(table, {
  export: () => {
    throw notImplemented('the export of seeds is not there yet');
  },
  schema: () => seedJsonSchema() as Record<string, unknown>,
});
