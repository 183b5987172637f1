/** What a client brings about by looking: an `auto` clock jumps to what it waits for, and steps that want to be looked at get nearer to their end. */
import { type AnyLifeCycle, NEVER, type Transition, transitions } from './lifecycle.ts';
import { writeSettings } from './settings.ts';
import type { World } from './world.ts';

/** Requests since time last moved, by world: who asks the same again waits for something. */
const asked = new WeakMap<World, Set<string>>();
const MOST = 1000;

/** Before a request is served in a world where something is under way. */
export async function look(
  world: World,
  cycles: readonly AnyLifeCycle[],
  { method, url }: Pick<Request, 'method' | 'url'>,
  token: string | undefined,
): Promise<void> {
  const automatic = world.clock.mode === 'auto';
  const counted = world.nextDue === NEVER || Object.keys(world.profile.polls).length > 0;
  if (!(automatic || counted) || (method !== 'GET' && method !== 'HEAD') || token === undefined) return;
  const now = world.clock.now();
  await world.store.transaction(async (rows) => {
    const waiting = await rows.list(transitions, { where: { due: { gt: now } }, sort: [['due', 'asc']] });
    const seen = lookedAt(world, cycles, waiting, `${method} ${url}`);
    for (const transition of seen.filter(({ due }) => due === NEVER)) {
      const polls = (transition.polls ?? 1) - 1;
      if (polls === 0) world.nextDue = Math.min(world.nextDue, now);
      await rows.update(transitions, { ...transition, polls, due: polls === 0 ? now : NEVER });
    }
    const next = seen.find(({ due }) => due !== NEVER);
    if (!automatic || !next) return;
    world.clock.set('auto', next.due);
    await writeSettings(world, rows);
  });
}

/** The transitions of what a URL names or lists; of everything, where the same was asked before and nothing has happened since. */
function lookedAt(world: World, cycles: readonly AnyLifeCycle[], waiting: readonly Transition[], request: string): readonly Transition[] {
  const segments = request.replace(/\?.*/s, '').split('/');
  const last = segments.at(-1) ?? '';
  const listed = new Set(cycles.filter(({ noun }) => last === noun || (last === 'detail' && segments.at(-2) === noun)).map(({ kind }) => kind));
  const named = waiting.filter(({ kind, target }) => listed.has(kind) || segments.includes(target));
  if (named.length) return named;
  const requests = asked.get(world) ?? new Set();
  const again = requests.has(request);
  if (again || requests.size >= MOST) requests.clear();
  else requests.add(request);
  asked.set(world, requests);
  return again ? waiting : [];
}
