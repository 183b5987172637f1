/**
 * The rows of an API table. A row is plain data; the emulator, the client, the contract suite and the documents read it.
 */
import { z } from 'zod';
import type { Microversion, Range } from './microversion.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Operation extends Range {
  method: Method;
  /** Another API root than the service's, e.g. none for version documents. */
  root?: string;
  /** Below the API root, with `{name}` for a path parameter: `/servers/{server_id}`. */
  path: string;
  /** The key of the body that chooses this row among those that share a `POST .../action` URL. */
  action?: string;
  /** Of rows that share URL and method, the one for bodies that have this key; the row without one takes the rest. */
  when?: string;
  /** Upstream's policy rule: `os_compute_api:servers:create`. */
  policy?: string;
  /** The handler checks the policy itself, because upstream looks the resource up first. */
  late?: true;
  /** Needs no token. */
  open?: true;
  /** Whether it changes nothing, where its method does not tell. */
  reads?: boolean;
  /** From this microversion on the answer is 410. */
  gone?: Microversion;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A request that has a body is refused. */
  bodiless?: true;
  /** Of the request body where that is not JSON; `application/octet-stream` reaches the handler as a stream. */
  mediaType?: string;
  /** Answered without a body and without what Cinder adds to its answers: a media type of its own, a request id in Nova's header. */
  plain?: true;
  /** Success status, or statuses keyed by first microversion. */
  status: number | Record<Microversion, number>;
  returns?: z.ZodType;
  /** Response headers that a client reads, in lower case. */
  headers?: readonly string[];
  errors?: readonly number[];
}
export type Resource = Record<string, Operation>;

type Rest = Omit<Operation, 'method' | 'path' | 'action'>;
const row =
  <M extends Method>(method: M) =>
  <P extends string, O extends Rest>(path: P, rest: O) => ({ method, path, ...rest });
export const get = row('GET');
export const post = row('POST');
export const put = row('PUT');
export const patch = row('PATCH');
export const del = row('DELETE');
export const head = row('HEAD');
/** One key of a shared `POST .../action` URL. */
export const action = <P extends string, A extends string, O extends Rest>(path: P, name: A, rest: O) => ({
  method: 'POST' as const,
  path,
  action: name,
  ...rest,
});
export const resource = <R extends Resource>(table: R): R => table;

/** A body of bytes, in either direction. */
export const bytes = z.custom<ReadableStream<Uint8Array>>((value) => value instanceof ReadableStream);

export type Params<P extends string> = P extends `${string}{${infer K}}${infer T}` ? { [key in K | keyof Params<T>]: string } : {};
type Input<O, K extends string> = O extends { [key in K]: infer T extends z.ZodType } ? { [key in K]: z.input<T> } : {};
type Optional<T> = { [K in keyof T]?: T[K] };
/** What a caller of the client passes. */
export type Call<O extends Operation> = Params<O['path']> & Input<O, 'body'> & Optional<Input<O, 'query'>>;
/** What a handler returns and the client gives back. */
export type Result<O> = O extends { returns: infer T extends z.ZodType } ? z.output<T> : void;
