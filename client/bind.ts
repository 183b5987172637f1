/** One typed method per row of a service's tables. */
import { type Microversion, at, inForce } from '../contracts/microversion.ts';
import { type Call, type Operation, type Resource, type Result, bytes } from '../contracts/operation.ts';
import type { Service } from '../contracts/service.ts';
import { OpenStackError, ShapeError } from './errors.ts';
import { jsonOrText } from './session.ts';
import { strict } from './strict.ts';

/** A whole answer, for what stands in its headers. */
export interface Whole<T> {
  value: T;
  status: number;
  headers: Headers;
}
/** The body; `.whole()` gives status and headers besides. */
export interface Answer<T> extends Promise<T> {
  whole: () => Promise<Whole<T>>;
}
type Sent<O extends Operation> = Call<O> & { headers?: Record<string, string> };
type Calling<O extends Operation> = {} extends Call<O> ? (call?: Sent<O>) => Answer<Result<O>> : (call: Sent<O>) => Answer<Result<O>>;
export type Client<R extends Resource> = { [K in keyof R]: Calling<R[K]> };

type Body = NonNullable<RequestInit['body']>;
export interface RawOptions {
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: Body;
  /** Another API root than the service's: `` for version documents. */
  root?: string;
}
export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- whoever asks raw knows what to expect
  json: any;
}
export type Bound<T extends Record<string, Resource>> = { [K in keyof T]: Client<T[K]> } & {
  /** The same service at another microversion; `latest` is the newest that cloud and client share. */
  at: (version: Microversion | 'latest') => Bound<T>;
  /** Any request below the API root. Never throws on a status. */
  request: (method: string, path: string, options?: RawOptions) => Promise<RawAnswer>;
};

export interface Wiring {
  /** Sends with whatever says who asks. */
  authorized: (url: string, init: RequestInit) => Promise<Response>;
  /** What the paths of the rows hang on, root excluded. */
  origin: () => Promise<string>;
  /** The newest microversion that cloud and tables share. */
  newest: () => Promise<Microversion>;
  /** Refuse members and statuses that the tables do not name. */
  strict: boolean;
}

/** @param pinned sent with every request; without one the service takes its minimum */
export function bind<T extends Record<string, Resource>>(
  tables: T,
  service: Pick<Service, 'root' | 'versions'>,
  wiring: Wiring,
  pinned?: Microversion | 'latest',
): Bound<T> {
  const version = async (): Promise<Microversion> => (pinned === 'latest' ? wiring.newest() : (pinned ?? service.versions?.default ?? '1.0'));
  const send = async (method: string, path: string, root: string | undefined, given: RequestInit): Promise<Response> => {
    const headers = new Headers({ accept: 'application/json' });
    if (pinned && service.versions) {
      const { type, header } = service.versions;
      headers.set('openstack-api-version', `${type} ${await version()}`);
      if (header) headers.set(header, await version());
    }
    for (const [name, value] of Object.entries((given.headers ?? {}) as Record<string, string>)) headers.set(name, value);
    return wiring.authorized((await wiring.origin()) + (root ?? service.root) + path, { ...given, method, headers, redirect: 'manual' });
  };
  const call = async (row: Operation, input: Input): Promise<Whole<unknown>> => {
    const response = await send(row.method, pathOf(row, input), row.root, bodyOf(row, input));
    const current = await version();
    const expected = typeof row.status === 'number' ? row.status : inForce(row.status, current);
    const { status, headers } = response;
    if (!response.ok && status !== expected) throw new OpenStackError(status, await jsonOrText(response), headers);
    const named = `${row.method} ${row.path}`;
    if (wiring.strict && status !== expected)
      throw new ShapeError(named, status, [{ code: 'custom', path: ['status'], message: `${status} instead of ${expected}`, input: status }]);
    return { value: await valueOf(row, response, current, wiring.strict, named), status, headers };
  };
  const clients = Object.fromEntries(
    Object.entries(tables).map(([noun, table]) => [
      noun,
      Object.fromEntries(Object.entries(table).map(([name, row]) => [name, (input: Input = {}) => answer(call(row, input))])),
    ]),
  );
  const request = async (method: string, path: string, { headers = {}, json, body, root }: RawOptions = {}): Promise<RawAnswer> => {
    const content = json === undefined ? body : JSON.stringify(json);
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const response = await send(method, path, root, { headers: { ...type, ...headers }, ...sent(content) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
  return { ...clients, at: (other: Microversion | 'latest') => bind(tables, service, wiring, other), request } as Bound<T>;
}

type Input = Record<string, unknown> & { body?: unknown; query?: Record<string, unknown>; headers?: Record<string, string> };

function pathOf(row: Operation, input: Input): string {
  const path = row.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(input[key])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) search.append(key, String(item));
  }
  return search.size ? `${path}?${search.toString()}` : path;
}
function bodyOf(row: Operation, { body, headers = {} }: Input): RequestInit {
  if (body === undefined) return { headers };
  const type = row.mediaType ?? 'application/json';
  return { headers: { 'content-type': type, ...headers }, ...sent(type.includes('json') ? JSON.stringify(body) : (body as Body)) };
}
/** A stream goes out while it is read. */
const sent = (body: Body | undefined): RequestInit => (body === undefined ? {} : { body, ...(body instanceof ReadableStream && { duplex: 'half' }) });

async function valueOf(row: Operation, response: Response, version: Microversion, strictly: boolean, named: string): Promise<unknown> {
  if (row.returns === bytes) return response.body ?? new Blob([]).stream();
  const body = await jsonOrText(response);
  if (!row.returns) return undefined;
  const view = at(row.returns, version);
  const parsed = (strictly ? strict(view) : view).safeDecode(body);
  if (!parsed.success) throw new ShapeError(named, body, parsed.error.issues);
  return parsed.data;
}

function answer(whole: Promise<Whole<unknown>>): Answer<unknown> {
  const value = whole.then((settled) => settled.value);
  return Object.assign(value, {
    whole: async () => {
      // only one of the two promises is looked at
      value.catch(() => undefined);
      return whole;
    },
  });
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
