/**
 * Request bodies, checked against attribute maps. `neutron/pecan_wsgi/hooks/body_validation.py`,
 * `neutron/api/v2/base.py` (`prepare_request_body`), `neutron_lib/api/attributes.py`
 */
import type { Caller } from '../../core/policy.ts';
import { badResource, httpBadRequest } from '../faults.ts';
import { type AttributeMap, withProject } from './attribute.ts';

/** The attributes of one resource as a request gives them, converted and with defaults. */
export type Prepared = Record<string, unknown>;
export interface Kind {
  /** `network` */
  name: string;
  /** `networks` */
  collection: string;
  attributes: AttributeMap;
  /** What policy rules call it, where that is not its name. */
  rule?: string;
  /** Served by Neutron's newer controller, as networks, subnets and ports are. `neutron/pecan_wsgi`; the older one is `neutron/api/v2/base.py` */
  core?: true;
  /** Not several at a time. */
  single?: true;
}
export const ruleOf = ({ name, rule }: Kind): string => rule ?? name;
type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The resources of a create, one or several. Throws 400. */
export function forCreate(kind: Kind, caller: Caller, body: unknown): { items: Prepared[]; bulk: boolean } {
  const input = kind.core ? read(kind, body) : readWhole(kind, body);
  if (!input) throw nothingFor(kind);
  if (!Object.hasOwn(input, kind.collection)) return { items: [prepare(kind, caller, input, true)], bulk: false };
  const list = input[kind.collection];
  if (!list || (Array.isArray(list) && !list.length)) throw httpBadRequest('Resources required');
  if (!Array.isArray(list)) throw httpBadRequest('Body contains invalid data');
  const items = list.map((item: unknown) => prepare(kind, caller, isObject(item) && Object.hasOwn(item, kind.name) ? item : { [kind.name]: item }, true));
  return { items, bulk: true };
}
/** The changes that an update asks for; undefined when the body does not name the resource, of which the newer controller complains only later. */
export function forUpdate(kind: Kind, caller: Caller, body: unknown): Prepared | undefined {
  const input = kind.core ? read(kind, body) : readWhole(kind, copied(body));
  if (input && Object.hasOwn(input, kind.collection)) throw severalOf();
  if (!input && !kind.core) throw nothingFor(kind);
  return input && prepare(kind, caller, input, false);
}
export const nothingFor = ({ name }: Kind) => httpBadRequest(`Unable to find '${name}' in request body`);
const severalOf = () => httpBadRequest('Bulk operation not supported');

/** As the newer controller does it: what is none of the resource may be meant for something else. */
function read(kind: Kind, body: unknown): Json | undefined {
  if (body === undefined) return undefined;
  if (!isObject(body)) throw httpBadRequest('Body contains invalid data');
  return Object.hasOwn(body, kind.name) || Object.hasOwn(body, kind.collection) ? body : undefined;
}
/** As the older one does it. */
function readWhole(kind: Kind, body: unknown): Json | undefined {
  if (!body || (typeof body === 'object' && !Object.keys(body).length)) throw httpBadRequest('Resource body required');
  const input = read(kind, body);
  if (kind.single && input && Object.hasOwn(input, kind.collection)) throw severalOf();
  return input;
}
/** Upstream copies the body of an update first, whatever it is. */
function copied(body: unknown): unknown {
  if (typeof body === 'object' && body !== null) return body;
  throw badResource('body', `Invalid format: b'${body === undefined ? '' : JSON.stringify(body)}'`);
}

function prepare(kind: Kind, caller: Caller, body: Json, create: boolean): Prepared {
  const given = body[kind.name];
  if (given === null || given === undefined) throw nothingFor(kind);
  if (!isObject(given)) throw httpBadRequest(`Object '${kind.name}' contains invalid data`);
  const map = withProject(kind.attributes);
  const values: Prepared = withOwner(given, caller, create && 'tenant_id' in map);
  const unknown = Object.keys(values).filter((name) => !Object.hasOwn(map, name));
  if (unknown.length) throw httpBadRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
  if (create) fillDefaults(map, values);
  else {
    const fixed = Object.keys(map).find((name) => name in values && !map[name]?.flags.has('put'));
    if (fixed) throw httpBadRequest(`Cannot update read-only attribute ${fixed}`);
  }
  convert(map, values);
  return values;
}

/** Both names of the owner, and the caller's own project where a create names none. Admins may name any. */
function withOwner(given: Json, caller: Caller, create: boolean): Prepared {
  const { tenant_id: tenant = given['project_id'], project_id: project = tenant } = given;
  if (tenant !== project) throw httpBadRequest("'project_id' and 'tenant_id' do not match");
  if (project !== undefined && project !== caller.project_id && !caller.roles.has('admin')) {
    throw httpBadRequest("Specifying 'project_id' other than the authenticated project in request is not allowed for the current user.");
  }
  const owner = project ?? (create ? caller.project_id : undefined);
  if (owner === undefined) {
    if (create) throw httpBadRequest('Running without keystone AuthN requires that project_id is specified');
    return { ...given };
  }
  return { ...given, tenant_id: owner, project_id: owner };
}

/** What a create would have made of these attributes; undefined ones are left out. Throws on what it would refuse. */
export function withDefaults(attributes: AttributeMap, given: Prepared): Prepared {
  const map = withProject(attributes);
  const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const values: Prepared = 'project_id' in named ? { ...named, tenant_id: named['project_id'] } : named;
  fillDefaults(map, values);
  convert(map, values);
  return values;
}

function fillDefaults(map: AttributeMap, values: Prepared): void {
  for (const [name, attribute] of Object.entries(map)) {
    if (!attribute.flags.has('post')) {
      if (name in values) throw httpBadRequest(`Attribute '${name}' not allowed in POST`);
    } else if (!(name in values)) {
      if ('default' in attribute) values[name] = structuredClone(attribute.default);
      else if (!attribute.optional) throw httpBadRequest(`Failed to parse request. Required attribute '${name}' not specified`);
    }
  }
}

function convert(map: AttributeMap, values: Prepared): void {
  for (const [name, { convert: to, validate }] of Object.entries(map)) {
    if (!(name in values)) continue;
    if (to) values[name] = to(values[name]);
    const reason = validate?.(values[name]);
    if (reason) throw httpBadRequest(`Invalid input for ${name}. Reason: ${reason}.`);
  }
}
