/** How servers are searched, sorted and paged. `nova/api/openstack/compute/servers.py: _get_servers`, `nova/db/main/api.py` */
import { isoTime } from '../../contracts/iso-time.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { type Microversion, type Range, within } from '../../contracts/microversion.ts';
import { seconds } from '../core/clock.ts';
import type { Context } from '../core/context.ts';
import { badRequest, forbidden } from '../core/errors.ts';
import { matcher } from '../core/pattern.ts';
import type { Condition, Query, Where } from '../core/store.ts';
import { flavors } from './flavors.ts';
import { limitOf } from './paging.ts';
import { interfacesOf } from './plugged.ts';
import { type ServerRow, servers } from './server-rows.ts';
import { type Sort, inOrder, sorting } from './server-sort.ts';
import { statesOf } from './server-status.ts';

/** The query string by name; of a filter that comes several times the last one counts. */
export type Search = Record<string, readonly (string | number)[] | undefined> & { limit?: readonly number[] | undefined };
type Filters = Map<string, string>;

/** Filters that everybody may use, by the microversions that have them; the others are an admin's and ignored for the rest. */
const EVERYBODYS: readonly [Range, readonly string[]][] = [
  [{}, ['reservation_id', 'name', 'status', 'image', 'flavor', 'ip', 'changes-since', 'all_tenants']],
  [{ since: '2.5' }, ['ip6']],
  [{ since: '2.26' }, ['tags', 'tags-any', 'not-tags', 'not-tags-any']],
  [{ since: '2.66' }, ['changes-before']],
  [{ since: '2.73' }, ['locked']],
  [
    { since: '2.83' },
    [
      'availability_zone',
      'config_drive',
      'key_name',
      'created_at',
      'launched_at',
      'terminated_at',
      'power_state',
      'task_state',
      'vm_state',
      'progress',
      'user_id',
    ],
  ],
  [{ since: '2.90' }, ['hostname']],
];
/** Names of joined tables, which the schema knows and the search refuses. */
const JOINED = ['block_device_mapping', 'services', 'metadata', 'system_metadata', 'info_cache', 'security_groups', 'pci_devices'];

const databaseTime = (at: number | null): string | null => (at === null ? null : seconds(at).replace('T', ' ').slice(0, 19));
/** What is matched as a regular expression, wherever in the text. */
const TEXTS: Record<string, (row: ServerRow) => string | number | null> = {
  name: ({ name }) => name,
  display_name: ({ name }) => name,
  display_description: ({ description }) => description,
  hostname: ({ hostname }) => hostname,
  key_name: ({ key_name }) => key_name,
  kernel_id: ({ kernel_id }) => kernel_id,
  ramdisk_id: ({ ramdisk_id }) => ramdisk_id,
  power_state: ({ power_state }) => power_state,
  node: ({ node }) => node,
  reservation_id: ({ reservation_id }) => reservation_id,
  created_at: ({ created_at }) => databaseTime(created_at),
  launched_at: ({ launched_at }) => databaseTime(launched_at),
  terminated_at: ({ terminated_at }) => databaseTime(terminated_at),
  availability_zone: ({ availability_zone }) => availability_zone,
  locked_by: ({ locked_by }) => locked_by,
  launch_index: ({ launch_index }) => launch_index,
  root_device_name: ({ root_device_name }) => root_device_name,
  config_drive: ({ config_drive }) => config_drive,
  access_ip_v4: ({ access_ip_v4 }) => access_ip_v4 || null,
  access_ip_v6: ({ access_ip_v6 }) => access_ip_v6 || null,
  auto_disk_config: ({ auto_disk_config }) => Number(auto_disk_config),
  progress: ({ progress }) => progress,
};
type Predicate = (row: ServerRow) => boolean;
/** What is compared with a list of words. */
const TAGS: Record<string, (wanted: readonly string[], tags: ReadonlySet<string>) => boolean> = {
  tags: (wanted, tags) => wanted.every((tag) => tags.has(tag)),
  'tags-any': (wanted, tags) => wanted.some((tag) => tags.has(tag)),
  'not-tags': (wanted, tags) => !wanted.every((tag) => tags.has(tag)),
  'not-tags-any': (wanted, tags) => !wanted.some((tag) => tags.has(tag)),
};

/** A page of servers. @param everywhere the rule that those of all projects need */
export async function search(request: Context, query: Search, everywhere: string): Promise<ServerRow[]> {
  const filters = permitted(request, query);
  const where = await conditions(request, filters, query, everywhere);
  if (!where) return [];
  const { columns, facts } = where;
  const predicates = [...equal(facts), ...texts(filters), ...tags(filters)];
  const sort = sorting(request, query);
  const found: Query<ServerRow> = { where: columns, limit: limitOf(query) };
  if (predicates.length) found.filter = (row) => predicates.every((holds) => holds(row));
  const ids = await withAddress(request, filters, found);
  if (ids) found.where = { ...columns, id: ids };
  const marker = query['marker']?.at(-1) || undefined;
  const after = marker === undefined ? undefined : await request.rows.get(servers, String(marker));
  if (marker !== undefined && !after) throw badRequest(`marker [${marker}] not found`);
  if (sort.every(([column]) => servers.columns[column])) return request.rows.list(servers, { ...found, sort, ...(after && { after }) });
  return sorted(request, found, sort, after);
}
/** By what is no column: all that match are looked at. */
async function sorted({ rows }: Context, { limit, ...found }: Query<ServerRow>, sort: Sort, after: ServerRow | undefined): Promise<ServerRow[]> {
  const order = inOrder(sort);
  const all = (await rows.list(servers, found)).toSorted(order);
  return (after ? all.filter((row) => order(row, after) > 0) : all).slice(0, limit);
}

type Fact = 'user_id' | 'image_id' | 'vm_state' | 'task_state' | 'flavor_number';
type Facts = { [K in Fact]?: string | number | readonly (string | number)[] | undefined } & { locked?: boolean };
const equal = ({ locked, ...facts }: Facts): Predicate[] => [
  ...Object.entries(facts).flatMap(([name, wanted]) => {
    if (wanted === undefined) return [];
    const any: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return [(row: ServerRow) => any.includes(row[name as Fact])];
  }),
  ...(locked === undefined ? [] : [({ locked_by }: ServerRow) => (locked_by !== null) === locked]),
];

function permitted(request: Context, query: Search): Filters {
  const all = request.may('os_compute_api:servers:allow_all_filters');
  const names = EVERYBODYS.flatMap(([range, list]) => (within(request.version, range) ? list : []));
  const filters: Filters = new Map();
  for (const [name, values] of Object.entries(query)) {
    if (!Array.isArray(values) || !values.length || !(all || names.includes(name))) continue;
    if (JOINED.includes(name)) throw badRequest(`Invalid filter field: ${name}.`);
    filters.set(name, String(values.at(-1)));
  }
  const hidden = all && Object.keys(query).find((name) => name.startsWith('_'));
  if (hidden) throw badRequest(`Invalid filter field: ${hidden}.`);
  return filters;
}

/** What columns and what only the rows can tell; undefined when nothing can match. */
async function conditions(request: Context, filters: Filters, query: Search, everywhere: string): Promise<{ columns: Where; facts: Facts } | undefined> {
  const { caller, version } = request;
  const facts: Facts = {
    user_id: filters.get('user_id'),
    image_id: filters.get('image_ref') ?? filters.get('image'),
    vm_state: filters.get('vm_state'),
    task_state: filters.get('task_state'),
  };
  if (query['status']?.length) {
    const { vm_states, task_states } = statesOf(query['status'].map(String));
    if (!vm_states.length) return invalidStatus(version);
    facts.vm_state = vm_states;
    if (!task_states.includes('default')) facts.task_state = task_states;
  }
  const columns: Where = {
    host: filters.get('host'),
    id: filters.get('uuid'),
    updated_at: changedBetween(filters.get('changes-since'), filters.get('changes-before')),
    deleted: deleted(request, filters, facts),
  };
  if (filters.has('locked')) facts.locked = strictBool(filters.get('locked'));
  if (allTenants(filters)) {
    request.enforce(undefined, everywhere);
    columns['project_id'] = filters.get('tenant_id') ?? filters.get('project_id');
  } else columns['project_id'] = caller.project_id ?? '';
  const flavor = filters.get('flavor');
  if (flavor !== undefined) {
    const known = await request.rows.get(flavors, flavor);
    if (!known) return undefined;
    facts.flavor_number = known.number;
  }
  return { columns, facts };
}
const invalidStatus = (version: Microversion): undefined => {
  if (within(version, { since: '2.38' })) throw badRequest('Invalid status value');
  return undefined;
};
/** From one time to another, both inclusive. Throws 400 when they are in the wrong order. */
export function changedBetween(since: string | undefined, before: string | undefined): Condition | undefined {
  const [from, to] = [since, before].map((text) => (text === undefined ? undefined : isoTime(text)));
  if (from !== undefined && to !== undefined && to < from) throw badRequest('The value of changes-since must be less than or equal to changes-before.');
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to + 999 }) };
}
/** Deleted servers are shown to admins who ask for them, and among changes. */
function deleted({ caller }: Context, filters: Filters, { vm_state }: Facts): boolean | undefined {
  if (Array.isArray(vm_state) && vm_state.length === 1 && vm_state[0] === 'deleted') {
    if (caller.roles.has('admin')) return true;
    throw forbidden('Only administrators may list deleted instances');
  }
  if (filters.has('deleted')) return boolFromString(filters.get('deleted')) ?? false;
  return filters.has('changes-since') || filters.has('changes-before') ? undefined : false;
}
function allTenants(filters: Filters): boolean {
  const text = filters.get('all_tenants');
  return text === undefined ? false : text === '' || strictBool(text);
}
function strictBool(text: string | undefined): boolean {
  const value = boolFromString(text);
  if (value !== undefined) return value;
  const known = ['0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'];
  throw badRequest(`Unrecognized value '${text}', acceptable values are: ${known.map((word) => `'${word}'`).join(', ')}`);
}

const texts = (filters: Filters): Predicate[] =>
  [...filters].flatMap(([name, pattern]) => {
    const text = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
    if (!text) return [];
    const matches = matcher(pattern);
    return [(row: ServerRow) => ((value) => value !== null && matches(String(value)))(text(row))];
  });
const tags = (filters: Filters): Predicate[] =>
  Object.entries(TAGS).flatMap(([name, matches]) => {
    const wanted = filters.get(name)?.split(',');
    return wanted ? [(row: ServerRow) => matches(wanted, new Set(row.tags))] : [];
  });

/** Ids of the servers that have part of an address, when one is asked for. */
async function withAddress(request: Context, filters: Filters, found: Query<ServerRow>): Promise<string[] | undefined> {
  const parts = [filters.get('ip'), filters.get('ip6')].filter((part) => part !== undefined);
  if (!parts.length) return undefined;
  const { limit: _limit, ...unlimited } = found;
  const candidates = await request.rows.list(servers, unlimited);
  const plugged = await interfacesOf(
    request,
    candidates.map(({ id }) => id),
  );
  return candidates
    .map(({ id }) => id)
    .filter((id) => plugged.get(id)?.some(({ fixed_ips }) => fixed_ips.some(({ ip_address }) => parts.some((part) => ip_address.includes(part)))));
}
