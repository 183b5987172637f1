/** What a handler gets. It never sees Hono and never writes HTTP. */
import type { Microversion } from '../../contracts/microversion.ts';
import type { Operation, Params, Resource, Result } from '../../contracts/operation.ts';
import type { Place } from '../../contracts/service.ts';
import type { z } from 'zod';
import type { Caller, Target } from './policy.ts';
import type { Rows } from './store.ts';
import type { Scope } from './world.ts';

export interface Context extends Scope {
  version: Microversion;
  /** Who asks. On rows that need no token and got none, a caller without roles. */
  caller: Caller;
  requestId: string;
  /** Where the client found the service, for links: `http://host:8774` or `http://host:8700/compute`, worlds included. */
  origin: string;
  /** The same for another service, as this client would reach it. */
  originOf: (place: Place) => string;
  /** Called where Keystone v2.0 heard its administrators. */
  forAdmins: boolean;
  /** The API root as it was called, Nova's project id included: `/v2.1` or `/v2.1/6f70...`. */
  root: string;
  /** Path of the request below the origin, query included. */
  path: string;
  /** A request header. */
  header: (name: string) => string | undefined;
  /** The request headers whose names, in lower case, begin like this; values are read as UTF-8. */
  headersWith: (prefix: string) => [name: string, value: string][];
  /** Throws the service's 403 unless the caller may do `rule` (default: the row's) to the target (default: the caller's own project and user). */
  enforce: (target?: Target, rule?: string) => void;
  /** The same as a question. */
  may: (rule: string, target?: Target) => boolean;
  /** For rows with a body of bytes, whose handlers run outside a transaction. */
  transaction: <T>(work: (rows: Rows) => Promise<T>) => Promise<T>;
}

type Output<O, K extends string> = O extends { [key in K]: infer T extends z.ZodType } ? { [key in K]: z.output<T> } : {};
/** The context with this row's parameters, body and query. */
export type Request<O extends Operation> = Context & { params: Params<O['path']> } & Output<O, 'body'> & Output<O, 'query'>;

/** A body with headers, or with another status than the row's. */
export class Reply<Body = unknown> {
  body: Body;
  headers: Record<string, string>;
  status: number | undefined;
  constructor(body: Body, headers: Record<string, string> = {}, status?: number) {
    this.body = body;
    this.headers = headers;
    this.status = status;
  }
}
export const reply = <Body>(body: Body, headers?: Record<string, string>, status?: number): Reply<Body> => new Reply(body, headers, status);

type Answer<O> = Result<O> | Reply<Result<O>>;
/** A row of a table that is served, which is not: it answers 501. */
export const notEmulated = undefined;
export type Handlers<R extends Resource> = { [K in keyof R]: ((request: Request<R[K]>) => Answer<R[K]> | Promise<Answer<R[K]>>) | typeof notEmulated };

/** A table with what serves it. */
export interface Implemented {
  table: Resource;
  // oxlint-disable-next-line typescript/no-explicit-any -- a list of handlers of different rows
  handlers: Record<string, ((request: any) => unknown) | undefined>;
}
/** A table that nothing serves: its rows answer 501, or 410 for what upstream has removed. */
export const unserved = (table: Resource): Implemented => ({ table, handlers: {} });
/** Ties a table to its handlers; a row without one does not compile. */
export const implement = <R extends Resource>(table: R, handlers: Handlers<R>): Implemented => ({ table, handlers });
