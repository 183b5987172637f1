/** One request on its way through the pipeline. */
import { inForce } from '../../contracts/microversion.ts';
import type { Method, Operation } from '../../contracts/operation.ts';
import type { Place } from '../../contracts/service.ts';
import { operationId } from '../../contracts/operation-id.ts';
import type { Context } from '../core/context.ts';
import type { About, Dialect, Implementation } from '../core/dialect.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { type Fields, field } from '../core/fields.ts';
import { type Happened, transact } from '../core/lifecycle.ts';
import { type Caller, type Target, allowed } from '../core/policy.ts';
import { type Subject, subjectOf } from '../core/matching.ts';
import type { Rows } from '../core/store.ts';
import type { World } from '../core/world.ts';
import type { Arrival } from './arrival.ts';
import type { Bindings, Matched, Route } from './mount.ts';

const nobody: Caller = { user_id: '', user_name: '', user_domain_id: '', roles: new Set(), token: '', issued_at: 0, expires_at: 0 };

export class Exchange {
  request: Request;
  headers: Fields;
  arrival: Arrival;
  implementation: Implementation;
  dialect: Dialect;
  world: World;
  about: About;
  /** Milliseconds since the epoch, the same throughout the request. */
  now: number;
  caller: Caller = nobody;
  routes: readonly Route[] = [];
  params: Record<string, string> = {};
  /** As it came. */
  input: unknown = undefined;
  /** As the schemas read it. */
  body: unknown = undefined;
  query: unknown = {};
  /** A row was found and the token held. */
  routed = false;
  /** The handler has asked for its policy. */
  enforced = false;
  /** The body as text. */
  text: string | undefined = undefined;
  /** Something goes wrong on purpose. */
  fault = false;
  /** Steps of life cycles that ended with this request. */
  happened: Happened[] = [];

  constructor(request: Request, { arrival, headers }: Bindings, implementation: Implementation, world: World) {
    this.request = request;
    this.headers = headers;
    this.arrival = arrival;
    this.implementation = implementation;
    this.dialect = implementation.dialect;
    this.world = world;
    this.now = world.clock.now();
    const { service, aliases = [] } = implementation;
    const root = [service.root, ...aliases].find((one) => arrival.path === one || arrival.path.startsWith(`${one}/`)) ?? '';
    this.about = {
      method: request.method as Method,
      path: arrival.path,
      root,
      era: world.era,
      relaxed: root !== '' && root !== implementation.service.root,
      accept: this.header('accept') ?? '',
      contentType: this.header('content-type') ?? '',
      requestId: `req-${world.ids.uuid()}`,
      origin: arrival.origin,
      identity: arrival.originOf('identity'),
      version: implementation.service.versions?.default ?? '1.0',
    };
  }

  take({ routes, params }: Matched): void {
    this.routes = routes;
    this.params = params;
  }
  get route(): Route {
    return this.routes[0] as Route;
  }
  get row(): Operation {
    return this.route.row;
  }
  /** The row's success status at the version. */
  get status(): number {
    const { status } = this.row;
    return typeof status === 'number' ? status : (inForce(status, this.about.version) ?? 200);
  }
  /** No row of this path needs a token. */
  get open(): boolean {
    return this.routes.length > 0 && this.routes.every(({ row }) => row.open);
  }
  /** @param name in lower case */
  header(name: string): string | undefined {
    return field(this.headers, name);
  }

  /** Among actions, the one whose key the body has. */
  choose(): void {
    const { input } = this;
    const has = (key: string): boolean => typeof input === 'object' && input !== null && Object.hasOwn(input, key);
    if (this.routes.some(({ row }) => row.when !== undefined)) {
      const keyed = this.routes.filter(({ row }) => row.when !== undefined && has(row.when));
      this.routes = keyed.length ? keyed : this.routes.filter(({ row }) => row.when === undefined);
    }
    if (this.row.action === undefined) return;
    if (input === null || typeof input === 'number' || typeof input === 'boolean') throw notFound('The resource could not be found.');
    const keys = typeof input === 'object' ? Object.keys(input) : [];
    if (keys.length !== 1) throw badRequest('Malformed request body');
    const chosen = this.routes.filter(({ row }) => row.action === keys[0]);
    const [name = ''] = keys;
    if (!chosen.length) throw this.dialect.unknownAction?.(name) ?? badRequest(`There is no such action: ${name}`);
    this.routes = chosen;
  }

  /** `compute.servers.create`; undefined where no row is for the request. */
  get operation(): string | undefined {
    return this.routes.length ? operationId(this.row) : undefined;
  }
  /** As faults see it. */
  subject(): Subject {
    return subjectOf(this, () => this.input);
  }

  may(rule: string, target: Target = this.#own()): boolean {
    const { rules, formerRules } = this.implementation;
    const former = this.world.era !== 'modern' && formerRules && Object.hasOwn(formerRules, rule);
    return allowed(former ? formerRules : rules, rule, this.caller, target);
  }
  enforce(target?: Target, rule = this.row.policy): void {
    this.enforced = true;
    if (rule && !this.may(rule, target)) throw this.dialect.denied(rule);
  }
  #own(): Target {
    return { project_id: this.caller.project_id, user_id: this.caller.user_id };
  }

  /** What the handler gets. */
  context(rows: Rows): Context & { params: Record<string, string>; body: unknown; query: unknown } {
    const { world, now, caller, about, params, query } = this;
    return {
      world,
      rows,
      now,
      caller,
      params,
      query,
      body: this.row.mediaType === 'application/octet-stream' ? this.request.body : this.body,
      version: about.version,
      requestId: about.requestId,
      origin: about.origin,
      originOf: (place: Place) => this.arrival.originOf(place),
      forAdmins: this.arrival.forAdmins,
      root: this.arrival.project === undefined ? about.root : `${about.root}/${this.arrival.project}`,
      path: about.path + (/\?.*$/s.exec(this.request.url)?.[0] ?? ''),
      header: (name) => this.header(name),
      headersWith: (prefix) =>
        Object.keys(this.headers)
          .filter((name) => name.startsWith(prefix))
          .map((name) => [name, Buffer.from(this.header(name) ?? '', 'latin1').toString()]),
      enforce: (target, rule) => this.enforce(target, rule),
      may: (rule, target) => this.may(rule, target),
      transaction: (work) => transact(world, work, this.happened),
    };
  }
}
