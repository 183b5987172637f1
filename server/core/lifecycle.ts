/**
 * Life cycles as tables. Nothing here has a timer: the end of a step is a row with a due time, and whatever is due is settled before a
 * request is served (so before any filter or count).
 */
import { failsAt } from './faults.ts';
import { type Rows, collection } from './store.ts';
import type { Scope, World } from './world.ts';

/** Thrown by the end of a step: the process ends as failed, with this reason. */
export class StepFailed extends Error {}

/** What a step says that has removed its resource: nothing of it is kept. */
export const GONE = { gone: true } as const;
export type Gone = typeof GONE;
type Outcome = void | Gone | Promise<void | Gone>;

/** One step of a process: it lasts as long as the profile says, then `end` changes the resource. */
export interface Step<Row> {
  name: string;
  /** Milliseconds, whatever the profile says. */
  lasts?: number;
  end: (row: Row, scope: Scope) => Outcome;
}
export interface LifeCycle<Row extends { id: string }> {
  /** `server`, `image`... */
  kind: string;
  /** As URLs name the resources: `servers`. */
  noun: string;
  /** Undefined when the resource is gone: the process then ends. */
  load: (scope: Scope, id: string) => Promise<Row | undefined>;
  save: (scope: Scope, row: Row) => Promise<unknown>;
  /** By name: the steps one after the other. */
  processes: Record<string, readonly Step<Row>[]>;
  /** What a failed step does. Steps fail by themselves, with a reason, or because the profile has it so. */
  fail: (row: Row, scope: Scope, process: string, reason?: StepFailed) => Outcome;
}
// oxlint-disable-next-line typescript/no-explicit-any -- a list of life cycles of different rows
export type AnyLifeCycle = LifeCycle<any>;

export interface Profile {
  name: string;
  /** Milliseconds by `kind.process.step`, else by `kind.process`, else by `kind`, else `*`. */
  durations: Record<string, number>;
  /** Probability, 0 to 1, that a step fails; looked up in the same way. */
  failures: Record<string, number>;
  /** A step ends when its resource has been looked at so often, however long that takes; looked up in the same way. */
  polls: Record<string, number>;
}
const lookUp = (table: Record<string, number>, kind: string, process: string, step: string): number =>
  table[`${kind}.${process}.${step}`] ?? table[`${kind}.${process}`] ?? table[kind] ?? table['*'] ?? 0;

export interface Transition {
  id: string;
  /** NEVER for one that waits to be looked at. */
  due: number;
  kind: string;
  /** Id of the resource. */
  target: string;
  process: string;
  /** Index of the step that ends. */
  step: number;
  /** How often its resource is still to be looked at. */
  polls?: number;
}
export const transitions = collection<Transition>('core_transitions', { due: 'integer', target: 'text' });
/** Time does not bring it. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** A process whose first step takes no time, begun in the transaction under way. */
export interface Begun {
  cycle: AnyLifeCycle;
  target: string;
  process: string;
  now: number;
}

/** A step that ended. */
export interface Happened {
  /** `server.build.spawning` */
  step: string;
  target: string;
  /** ms */
  at: number;
  failed: boolean;
}

/** Runs `work` as one transaction. What it begins and takes no time has ended with it, after what it returns was made. */
export async function transact<T>(world: World, work: (rows: Rows) => Promise<T>, happened: Happened[] = []): Promise<T> {
  return world.store.transaction(async (rows) => {
    const begun: Begun[] = (world.begun = []);
    try {
      const result = await work(rows);
      for (let next = begun.shift(); next; next = begun.shift()) await end({ world, rows, now: next.now }, next.cycle, { ...next, step: 0 }, happened);
      return result;
    } finally {
      world.begun = undefined;
    }
  });
}

/** Begins a process; what the resource looks like meanwhile is the caller's to write. A process under way is dropped; a new resource has none. */
export async function begin(scope: Scope, cycle: AnyLifeCycle, id: string, process: string, of: 'new' | 'known' = 'known'): Promise<void> {
  if (of === 'known') await cancel(scope, id);
  const { world, now } = scope;
  const [first] = cycle.processes[process] ?? [];
  if (first && world.begun && lasts(scope, cycle, process, first) === 0) world.begun.push({ cycle, target: id, process, now });
  else await schedule(scope, cycle, id, process, 0);
}
/** Drops what is due for a resource. */
export async function cancel({ world, rows }: Scope, id: string): Promise<void> {
  for (const transition of await rows.list(transitions, { where: { target: id } })) await rows.remove(transitions, transition.id);
  const at = world.begun?.findIndex(({ target }) => target === id) ?? -1;
  if (at >= 0) world.begun?.splice(at, 1);
}

const polls = ({ world }: Scope, cycle: AnyLifeCycle, process: string, { name }: Step<unknown>): number =>
  lookUp(world.profile.polls, cycle.kind, process, name);
const lasts = (scope: Scope, cycle: AnyLifeCycle, process: string, step: Step<unknown>): number =>
  step.lasts ?? (polls(scope, cycle, process, step) > 0 ? NEVER : lookUp(scope.world.profile.durations, cycle.kind, process, step.name));

async function schedule(scope: Scope, cycle: AnyLifeCycle, target: string, process: string, step: number): Promise<void> {
  const { world, rows, now } = scope;
  const next = cycle.processes[process]?.[step];
  if (!next) return;
  const due = Math.min(NEVER, now + lasts(scope, cycle, process, next));
  await rows.insert(transitions, {
    id: world.ids.uuid(),
    due,
    kind: cycle.kind,
    target,
    process,
    step,
    ...(due === NEVER && { polls: polls(scope, cycle, process, next) }),
  });
  world.nextDue = Math.min(world.nextDue, due);
}

/** Applies everything that is due, in order of time; what follows from it and is due too, as well. */
export async function settle(world: World, cycles: readonly AnyLifeCycle[], happened: Happened[] = []): Promise<void> {
  const until = world.clock.now();
  if (world.nextDue > until) return;
  await world.store.transaction(async (rows) => {
    for (;;) {
      const [next, following] = await rows.list(transitions, { sort: [['due', 'asc']], limit: 2 });
      world.nextDue = next?.due ?? Infinity;
      if (!next || next.due > until) return;
      // what follows from this one may come earlier
      world.nextDue = following?.due ?? Infinity;
      await rows.remove(transitions, next.id);
      const cycle = cycles.find(({ kind }) => kind === next.kind);
      if (cycle) await end({ world, rows, now: next.due }, cycle, next, happened);
      if (world.nextDue > until) return;
    }
  });
}
/** Ends a step, and with it those after it that take no time. */
async function end(
  scope: Scope,
  cycle: AnyLifeCycle,
  { target, process, step }: Pick<Transition, 'target' | 'process' | 'step'>,
  happened: Happened[],
): Promise<void> {
  const row: unknown = await cycle.load(scope, target);
  const steps = cycle.processes[process]?.slice(step) ?? [];
  if (!row) return;
  let ended = 0;
  let outcome: void | Gone = undefined;
  const told = ({ name }: Step<unknown>, failed: boolean): Happened => ({ step: `${cycle.kind}.${process}.${name}`, target, at: scope.now, failed });
  try {
    for (const ending of steps) {
      if (ended > 0 && lasts(scope, cycle, process, ending) > 0) break;
      const failure = lookUp(scope.world.profile.failures, cycle.kind, process, ending.name);
      if (failure > 0 && scope.world.ids.fraction() < failure) throw new StepFailed();
      if (failsAt(scope.world, `${cycle.kind}.${process}.${ending.name}`, scope.now)) throw new StepFailed();
      outcome = await ending.end(row, scope);
      happened.push(told(ending, false));
      ended += 1;
    }
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    const failing = steps[ended];
    if (failing) happened.push(told(failing, true));
    outcome = await cycle.fail(row, scope, process, error);
    ended = steps.length;
  }
  if (outcome === GONE) return;
  await cycle.save(scope, row);
  await schedule(scope, cycle, target, process, step + ended);
}
/** The steps of life cycles, each as `server.build.spawning`. */
export const stepsOf = (cycles: readonly AnyLifeCycle[]): ReadonlySet<string> =>
  new Set(
    cycles.flatMap(({ kind, processes }) => Object.entries(processes).flatMap(([process, steps]) => steps.map(({ name }) => `${kind}.${process}.${name}`))),
  );
/** When the next transition of a store that was just opened is due. */
export const firstDue = async (world: World): Promise<number> =>
  world.store.read(async (rows) => (await rows.list(transitions, { sort: [['due', 'asc']], limit: 1 }))[0]?.due ?? Infinity);
