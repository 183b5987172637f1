/** What a handler of the control API gets, and how it is tied to its table. */
import type { z } from 'zod';
import type { Operation, Params, Resource, Result } from '../../contracts/operation.ts';
import type { Reply } from '../core/context.ts';
import type { Era } from '../core/eras.ts';
import type { Worlds } from './registry.ts';

/** What the control API speaks for. */
export interface Controlled {
  worlds: Worlds;
  version: string;
  /** The seed of worlds that bring none. */
  seed: string;
  /** What time worlds are of that say nothing. */
  era: Era;
  /** The steps of all life cycles: `server.build.spawning`. */
  steps: ReadonlySet<string>;
  /** Figures for a monitoring system, as text. */
  metrics: () => Promise<string>;
}
export interface ControlContext extends Controlled {
  /** Where this client finds the Keystone of a world: OS_AUTH_URL. */
  authUrl: (world: string) => string;
  /** Ends when the client goes away. */
  signal: AbortSignal;
}
type Output<O, K extends string> = O extends { [key in K]: infer T extends z.ZodType } ? { [key in K]: z.output<T> } : {};
export type ControlRequest<O extends Operation> = ControlContext & { params: Params<O['path']> } & Output<O, 'body'> & Output<O, 'query'>;

type Answer<O> = Result<O> | Reply;
export interface Controls {
  table: Resource;
  // oxlint-disable-next-line typescript/no-explicit-any -- a list of handlers of different rows
  handlers: Record<string, (request: any) => unknown>;
}
/** Ties a table to its handlers; a row without one does not compile. */
export const implement = <R extends Resource>(
  table: R,
  handlers: { [K in keyof R]: (request: ControlRequest<R[K]>) => Answer<R[K]> | Promise<Answer<R[K]>> },
): Controls => ({
  table,
  handlers,
});
