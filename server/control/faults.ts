/** What goes wrong on purpose: the rules of a world. */
import { faults as table } from '../../contracts/control/faults.ts';
import { operationIds } from '../../contracts/operation-id.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { type Fault, isPartOf } from '../core/faults.ts';
import { named } from '../core/matching.ts';
import { nearest } from '../core/nearest.ts';
import { keepSettings } from '../core/settings.ts';
import type { World } from '../core/world.ts';
import { implement } from './context.ts';

/** @throws CloudError 400 for an operation that there is not */
export function checkOperation(operation: string | undefined): void {
  if (operation === undefined || [...operationIds].some((id) => named(operation, id))) return;
  throw badRequest(`There is no operation ${operation}; did you mean ${nearest(operation, operationIds)}?`);
}
function checkTransition(transition: string | undefined, steps: ReadonlySet<string>): void {
  if (transition === undefined || [...steps].some((step) => isPartOf(step, transition))) return;
  throw badRequest(`There is no transition ${transition}; did you mean ${nearest(transition, steps)}?`);
}
function faultNamed({ faults }: World, name: string): Fault {
  const found = faults.find((fault) => fault.name === name);
  if (!found) throw notFound(`No fault is named ${name}`);
  return found;
}
/** The rules outlive the process where the world does. */
async function changed(world: World, faults: Fault[]): Promise<void> {
  world.faults = faults;
  await keepSettings(world);
}
function unused(faults: readonly Fault[]): string {
  let number = 1;
  while (faults.some(({ name }) => name === `fault-${number}`)) number += 1;
  return `fault-${number}`;
}

export const faultHandlers = implement(table, {
  list: ({ worlds, params }) => worlds.within(params.world, ({ faults }) => ({ faults })),
  show: ({ worlds, params }) => worlds.within(params.world, (world) => faultNamed(world, params.fault)),
  async create({ worlds, params, body, steps }) {
    const { match, effect, transition, name } = body;
    if ((effect === undefined) === (transition === undefined)) throw badRequest('A fault has either an effect on requests or a transition that fails');
    if (transition !== undefined && match) throw badRequest('A transition is not a request: it has nothing to match');
    checkOperation(match?.operation);
    checkTransition(transition, steps);
    return worlds.within(params.world, async (world) => {
      if (world.faults.some((fault) => fault.name === name)) throw conflict(`There is a fault ${name} already`);
      const fault = { ...body, name: name ?? unused(world.faults), seen: 0, fired: 0 };
      await changed(world, [...world.faults, fault]);
      return fault;
    });
  },
  delete: ({ worlds, params }) =>
    worlds.within(params.world, async (world) => {
      const { name } = faultNamed(world, params.fault);
      await changed(
        world,
        world.faults.filter((fault) => fault.name !== name),
      );
    }),
  clear: ({ worlds, params }) => worlds.within(params.world, (world) => changed(world, [])),
});
