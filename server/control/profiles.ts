/** How long things take in a world, and how often they fail. */
import { profiles as table } from '../../contracts/control/profiles.ts';
import { badRequest } from '../core/errors.ts';
import type { Profile } from '../core/lifecycle.ts';
import { profiles } from '../core/profiles.ts';
import { keepSettings } from '../core/settings.ts';
import { implement } from './context.ts';

/** @throws CloudError 400 */
export function profileNamed(name: string): Profile {
  const found = Object.hasOwn(profiles, name) ? profiles[name as keyof typeof profiles] : undefined;
  if (!found) throw badRequest(`No profile is named ${name}; there are ${Object.keys(profiles).join(', ')}`);
  return found;
}

export const profileHandlers = implement(table, {
  show: ({ worlds, params }) => worlds.within(params.world, ({ profile }) => profile),
  set: ({ worlds, params, body: { name, durations, failures, polls } }) =>
    worlds.within(params.world, async (world) => {
      const base = name === undefined ? world.profile : begin(name, Boolean(durations ?? failures ?? polls));
      world.profile = { name: base.name, durations: durations ?? base.durations, failures: failures ?? base.failures, polls: polls ?? base.polls };
      await keepSettings(world);
      return world.profile;
    }),
});
/** A profile that Virga knows, or a new one where there is something to put in. */
const begin = (name: string, own: boolean): Profile =>
  own && !Object.hasOwn(profiles, name) ? { name, durations: {}, failures: {}, polls: {} } : profileNamed(name);
