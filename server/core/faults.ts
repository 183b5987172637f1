/** What goes wrong in a world on purpose: rules, and how often each has fired. */
import type { z } from 'zod';
import type { Effect as EffectSchema, FaultRule } from '../../contracts/control/faults.ts';
import { type Subject, matches } from './matching.ts';
import type { World } from './world.ts';

export type Effect = z.output<typeof EffectSchema>;
export type Fault = z.output<typeof FaultRule> & { name: string; seen: number; fired: number };

/** What happens to a request; undefined where nothing does. */
export function effectOn(world: World, subject: () => Subject): Effect | undefined {
  if (!world.faults.length) return undefined;
  const told = subject();
  return world.faults.find((fault) => fault.effect && matches(fault.match ?? {}, told) && fires(fault, world, world.clock.now()))?.effect;
}

/** Does the end of a step of a life cycle fail? */
export const failsAt = (world: World, step: string, now: number): boolean =>
  world.faults.some((fault) => fault.transition !== undefined && isPartOf(step, fault.transition) && fires(fault, world, now));
/** Is a step of a life cycle what a rule names, or within it: `server.build.spawning` is part of `server.build`. */
export const isPartOf = (step: string, transition: string): boolean => `${step}.`.startsWith(`${transition}.`);

function fires(fault: Fault, { ids }: World, now: number): boolean {
  const { nth, first, every, probability, until } = fault.when ?? {};
  if (until !== undefined && now >= Date.parse(until)) return false;
  fault.seen += 1;
  const due =
    (nth === undefined || fault.seen === nth) &&
    (first === undefined || fault.seen <= first) &&
    (every === undefined || fault.seen % every === 0) &&
    (probability === undefined || ids.fraction() < probability);
  if (due) fault.fired += 1;
  return due;
}
