/** Worlds: made, copied, begun anew, removed. */
import type { z } from 'zod';
import { worlds as table } from '../../contracts/control/worlds.ts';
import { Clock } from '../core/clock.ts';
import type { Settings } from '../core/settings.ts';
import type { World } from '../core/world.ts';
import { clockView } from './clocks.ts';
import { defaultSeed } from '../seed.ts';
import { type ControlContext, implement } from './context.ts';
import type { Entry } from './entry.ts';
import { profileNamed } from './profiles.ts';
import { initial } from './settings.ts';

type Summary = z.output<typeof table.list.returns>['worlds'][number];
const summary = ({ name, facts, world }: Entry): Summary => ({
  name,
  created_at: new Date(facts.created_at).toISOString(),
  from: facts.from,
  resident: world !== undefined,
});
const view = ({ authUrl }: ControlContext, { era, clock, ids, profile, name }: World, entry: Entry): z.output<typeof table.show.returns> => ({
  ...summary(entry),
  era,
  auth_url: authUrl(name),
  deterministic: ids.state !== undefined,
  clock: clockView(clock),
  profile: profile.name,
});
const shown = (context: ControlContext, name: string) => context.worlds.within(name, (world, entry) => view(context, world, entry));

interface Wishes {
  clock?: Clock['mode'] | undefined;
  now?: string | undefined;
  profile?: string | undefined;
}
/** @throws CloudError 400 for a profile that there is not */
function changed(settings: Settings, { clock: mode, now, profile }: Wishes): Settings {
  const clock = new Clock(settings.clock);
  clock.set(mode ?? clock.mode, now === undefined ? clock.now() : Date.parse(now));
  return { ...settings, clock: clock.state, profile: profile === undefined ? settings.profile : profileNamed(profile) };
}

export const worldHandlers = implement(table, {
  list: ({ worlds }) => ({ worlds: worlds.list().map(summary) }),
  show: (request) => shown(request, request.params.world),
  async create(request) {
    const { name, era, seed, deterministic = false, ...wishes } = request.body;
    const own = era === undefined ? request.seed : defaultSeed(era);
    const settings = initial(deterministic, era ?? request.era);
    await request.worlds.create(name, settings, (known) => changed(known, wishes), seed ?? own, seed === undefined);
    return shown(request, name);
  },
  async fork(request) {
    const { name, snapshot, ...wishes } = request.body;
    await request.worlds.fork(name, request.params.world, snapshot, (settings) => changed(settings, wishes));
    return shown(request, name);
  },
  reset: ({ worlds, params }) => worlds.restore(params.world),
  delete: ({ worlds, params }) => worlds.remove(params.world),
});
