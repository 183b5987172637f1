/** Plays a transcript on a cloud, request by request. */
import { randomUUID } from 'node:crypto';
import { services } from '../../contracts/index.ts';
import type { Microversion } from '../../contracts/microversion.ts';
import { operationOf } from '../contract/operation-of.ts';
import type { Step, Transcript } from './transcript.ts';
import { Variables, valueAt } from './variables.ts';

export interface Target {
  /** Service > where it is, without a trailing slash: `http://127.0.0.1:8774`. */
  origins: Record<string, string>;
  fetch: (request: Request) => Promise<Response>;
  /** Lets a fifth of a second go by. */
  wait: () => unknown;
  /** An id that nothing has yet; a random one without it. */
  fresh?: string;
}
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** JSON where it is JSON, text otherwise. */
  body: unknown;
}
export interface Played {
  transcript: string;
  name: string;
  service: string;
  request: string;
  answer: Answer;
  /** `compute.flavors.list`, where a row is meant. */
  operation: string | undefined;
  varies: readonly string[];
  standing: Standing;
}
/** Whether a cloud serves what was asked: 501, or something before it in the transcript was not there, count as no. */
export type Standing = 'emulated' | 'not emulated' | 'dependent';
const MICROVERSIONS: Record<string, string> = { compute: 'compute', placement: 'placement', 'block-storage': 'volume' };
/** A minute of waiting, a fifth of a second each. */
const MOST_LOOKS = 300;
const domain = { id: 'default' };
const password = process.env['OS_PASSWORD'] ?? '000000';
/** Steps are an admin's unless they say otherwise. */
const ADMIN = {
  auth: { identity: { methods: ['password'], password: { user: { name: 'admin', domain, password } } }, scope: { project: { name: 'admin', domain } } },
};

/** What was asked and answered, step by step, and, in `variables`, what was kept of it. */
export async function play(transcript: Transcript, target: Target, variables: Variables): Promise<Played[]> {
  const played: Played[] = [];
  // an image's id is taken for ever
  variables.keep('fresh', target.fresh ?? randomUUID());
  const login: Step = { request: 'POST /v3/auth/tokens', as: 'none', json: ADMIN };
  variables.keep('token:admin', (await ask(login, 'identity', target, variables)).headers['x-subject-token']);
  const lost = new Lost();
  for (const step of transcript.steps) {
    const service = step.service ?? transcript.service;
    if (!target.origins[service]) {
      lost.add(step);
      continue;
    }
    for (let fifths = 0; step.pause && fifths < 6; fifths++) await target.wait();
    const dependent = lost.affects(step);
    const answer = await settled(step, service, target, variables);
    for (const [name, path] of Object.entries(step.keep ?? {})) variables.keep(name, valueAt(answer, path));
    const standing = dependent ? 'dependent' : answer.status === 501 ? 'not emulated' : 'emulated';
    if (standing !== 'emulated') lost.add(step);
    const { name, request, varies = [] } = step;
    if (name !== undefined) played.push({ transcript: transcript.name, name, service, request, operation: meant(step, service), answer, varies, standing });
  }
  return played;
}

function meant({ request, version, json }: Step, service: string): string | undefined {
  const [method = 'GET', url = '/'] = request.split(/ (.*)/s);
  const type = Object.values(services).find((one) => one.type === service)?.type;
  const keys = typeof json === 'object' && json !== null ? Object.keys(json) : [];
  const pinned = version !== undefined && /^\d+\.\d+$/.test(version) ? { version: version as Microversion } : {};
  return type && operationOf({ method, path: url.replace(/\?.*$/s, ''), service: type, keys, ...pinned });
}

/** What later steps cannot build on: steps without effect, and what they would have kept. */
class Lost {
  readonly #steps = new Set<string>();
  readonly #variables = new Set<string>();

  add({ name, keep = {} }: Step): void {
    if (name !== undefined) this.#steps.add(name);
    for (const variable of Object.keys(keep)) this.#variables.add(`{${variable}}`);
  }
  affects({ request, headers = {}, json, text = '', as = '', after = [] }: Step): boolean {
    const said = [request, JSON.stringify([headers, json ?? '']), text, `{token:${as}}`].join(' ');
    return after.some((name) => this.#steps.has(name)) || [...this.#variables].some((variable) => said.includes(variable));
  }
}

async function settled(step: Step, service: string, target: Target, variables: Variables): Promise<Answer> {
  for (let looks = 1; ; looks++) {
    const answer = await ask(step, service, target, variables);
    if (step.until === undefined || looks >= MOST_LOOKS || arrived(step.until, answer)) return answer;
    await target.wait();
  }
}
function arrived(until: NonNullable<Step['until']>, answer: Answer): boolean {
  if (until === 'gone') return answer.status === 404;
  return answer.status !== 200 || Object.entries(until).every(([path, value]) => valueAt(answer, path) === value);
}

async function ask(step: Step, service: string, { origins, fetch }: Target, variables: Variables): Promise<Answer> {
  const [method = 'GET', path = '/'] = variables.fill(step.request).split(/ (.*)/s);
  const headers = new Headers({ accept: 'application/json' });
  const as = step.as ?? 'admin';
  if (as !== 'none') headers.set('x-auth-token', variables.fill(`{token:${as}}`));
  if (step.json !== undefined || step.text !== undefined || step.bytes !== undefined) headers.set('content-type', 'application/json');
  if (step.version !== undefined) headers.set('openstack-api-version', `${MICROVERSIONS[service] ?? service} ${step.version}`);
  for (const [name, value] of Object.entries(step.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, variables.fill(value));
  }
  const response = await fetch(new Request(origins[service] + path, { method, headers, redirect: 'manual', ...body(step, variables) }));
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: json(text) };
}
function body(step: Step, variables: Variables): { body?: Uint8Array<ArrayBuffer> } {
  const encode = (text: string) => ({ body: new TextEncoder().encode(text) });
  if (step.bytes !== undefined) return { body: new Uint8Array(step.bytes) };
  if (step.text !== undefined) return encode(variables.fill(step.text));
  return step.json === undefined ? {} : encode(variables.fill(JSON.stringify(step.json)));
}
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || null;
  }
}
