/** States of a world to come back to. */
import { snapshots as table } from '../../contracts/control/snapshots.ts';
import { notFound } from '../core/errors.ts';
import { implement } from './context.ts';
import type { Snapshot } from './entry.ts';
import { ORIGIN } from './workshop.ts';

const view = (name: string, { created_at }: Pick<Snapshot, 'created_at'>) => ({ name, created_at: new Date(created_at).toISOString() });

export const snapshotHandlers = implement(table, {
  list: ({ worlds, params }) =>
    worlds.within(params.world, (_world, { snapshots }) => ({
      snapshots: [...snapshots].filter(([name]) => name !== ORIGIN).map(([name, snapshot]) => view(name, snapshot)),
    })),
  create: async ({ worlds, params, body: { name } }) => view(name, await worlds.keep(params.world, name)),
  restore: ({ worlds, params }) => worlds.restore(params.world, asked(params)),
  delete: ({ worlds, params }) => worlds.forget(params.world, asked(params)),
});
/** Not the one that a reset takes. */
function asked({ world, snapshot }: { world: string; snapshot: string }): string {
  if (snapshot === ORIGIN) throw notFound(`World ${world} has no snapshot named ${snapshot}`);
  return snapshot;
}
