/**
 * Flavors. https://docs.openstack.org/api-ref/compute/#flavors
 * Follows `nova/api/openstack/compute/flavors.py` and `nova/objects/flavor.py`.
 */
import type { z } from 'zod';
import { type Flavor as FlavorView, flavors as table } from '../../contracts/compute/flavors.ts';
import { boolFromString } from '../../contracts/json-schema.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, conflict, notFound } from '../core/errors.ts';
import { type Query, type Where, collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { links, nextPage } from './links.ts';
import { limitOf } from './paging.ts';

export interface Flavor {
  id: string;
  /** Nova's own key, which some messages quote. */
  number: number;
  name: string;
  ram: number;
  vcpus: number;
  disk: number;
  ephemeral: number;
  swap: number;
  rxtx_factor: number;
  is_public: boolean;
  description: string | null;
  extra_specs: Record<string, string>;
  /** Ids of the projects that may use it, when it is not public. */
  projects: string[];
  created_at: number;
  updated_at: number | null;
}
export const flavors = collection<Flavor>(
  'compute_flavors',
  {
    name: 'text',
    number: 'integer',
    ram: 'integer',
    vcpus: 'integer',
    disk: 'integer',
    ephemeral: 'integer',
    swap: 'integer',
    rxtx_factor: 'integer',
    is_public: 'boolean',
    description: 'text',
    created_at: 'integer',
    updated_at: 'integer',
  },
  [['name']],
);

const absent = (id: string) => notFound(`Flavor ${id} could not be found.`);

/** A flavor that the caller may see: public, its project's, or any for an admin. Throws 404. */
export async function flavorOf({ rows, caller }: Pick<Context, 'rows' | 'caller'>, id: string): Promise<Flavor> {
  const flavor = await rows.get(flavors, id);
  if (flavor && (flavor.is_public || caller.roles.has('admin') || flavor.projects.includes(caller.project_id ?? ''))) return flavor;
  throw absent(id);
}

export const flavorHandlers = implement(table, {
  list: async (request) => {
    const page = await find(request, request.query);
    return {
      flavors: page.map(({ id, name, description }) => ({ id, name, links: links(request, 'flavors', id), description })),
      flavors_links: nextPage(request, 'flavors', page, limitOf(request.query)),
    };
  },
  listDetail: async (request) => {
    const page = await find(request, request.query);
    return { flavors: page.map((flavor) => view(request, flavor)), flavors_links: nextPage(request, 'flavors/detail', page, limitOf(request.query)) };
  },
  show: async (request) => ({ flavor: view(request, await flavorOf(request, request.params.flavor_id)) }),
  create: async (request) => ({ flavor: view(request, await create(request, request.body.flavor)) }),
  update: async (request) => {
    const flavor = await flavorOf(request, request.params.flavor_id);
    flavor.description = request.body.flavor.description;
    flavor.updated_at = request.now;
    return { flavor: view(request, await request.rows.update(flavors, flavor)) };
  },
  delete: async ({ rows, params }) => {
    if (!(await rows.remove(flavors, params.flavor_id))) throw absent(params.flavor_id);
  },
});

type Wanted = Pick<Flavor, 'name' | 'ram' | 'vcpus' | 'disk'> & {
  id?: string | number | null | undefined;
  'OS-FLV-EXT-DATA:ephemeral'?: number | undefined;
  swap?: number | undefined;
  rxtx_factor?: number | undefined;
  'os-flavor-access:is_public'?: boolean | undefined;
  description?: string | null | undefined;
  extra_specs?: Record<string, string> | undefined;
};
/** Also makes the flavors of a seed. Throws 409 on a name or id that is taken. */
export async function create({ world, rows, now }: Scope, wanted: Wanted): Promise<Flavor> {
  const id = wanted.id || wanted.id === 0 ? String(wanted.id) : world.ids.uuid();
  if (await rows.count(flavors, { name: wanted.name })) throw conflict(`Flavor with name ${wanted.name} already exists.`);
  if (await rows.get(flavors, id)) throw conflict(`Flavor with ID ${id} already exists.`);
  const [newest] = await rows.list(flavors, { sort: [['number', 'desc']], limit: 1 });
  return rows.insert(flavors, {
    id,
    number: (newest?.number ?? 0) + 1,
    name: wanted.name,
    ram: wanted.ram,
    vcpus: wanted.vcpus,
    disk: wanted.disk,
    ephemeral: wanted['OS-FLV-EXT-DATA:ephemeral'] ?? 0,
    swap: wanted.swap ?? 0,
    rxtx_factor: wanted.rxtx_factor ?? 1,
    is_public: wanted['os-flavor-access:is_public'] ?? true,
    description: wanted.description ?? null,
    extra_specs: wanted.extra_specs ?? {},
    projects: [],
    created_at: now,
    updated_at: null,
  });
}

interface Filters {
  limit?: number[] | undefined;
  marker?: string[] | undefined;
  is_public?: string[] | undefined;
  minRam?: string[] | undefined;
  minDisk?: string[] | undefined;
  name?: string[] | undefined;
  sort_key?: string[] | undefined;
  sort_dir?: ('asc' | 'desc')[] | undefined;
}
/** Nova's sort keys that are named otherwise here; `disabled` and `vcpu_weight` are the same for all flavors. */
const COLUMNS: Record<string, string> = {
  flavorid: 'id',
  id: 'number',
  memory_mb: 'ram',
  root_gb: 'disk',
  ephemeral_gb: 'ephemeral',
  disabled: 'id',
  vcpu_weight: 'id',
};

async function find({ rows, caller }: Context, filters: Filters): Promise<Flavor[]> {
  const admin = caller.roles.has('admin');
  const where: Where = {
    is_public: admin ? publicity(filters.is_public?.at(-1)) : undefined,
    ram: minimum('minRam', filters.minRam?.at(-1)),
    disk: minimum('minDisk', filters.minDisk?.at(-1)),
    name: filters.name?.at(-1),
  };
  const key = filters.sort_key?.at(-1) ?? 'flavorid';
  const query: Query<Flavor> = { where, sort: [[COLUMNS[key] ?? key, filters.sort_dir?.at(-1) ?? 'asc']], limit: limitOf(filters) };
  if (!admin) query.filter = ({ is_public, projects }) => is_public || projects.includes(caller.project_id ?? '');
  const marker = filters.marker?.at(-1);
  if (marker !== undefined) {
    const after = await rows.get(flavors, marker);
    if (!after) throw badRequest(`marker [${marker}] not found`);
    query.after = after;
  }
  return rows.list(flavors, query);
}
function publicity(text: string | undefined): boolean | undefined {
  if (text === undefined) return true;
  if (text.toLowerCase() === 'none') return undefined;
  const wanted = boolFromString(text);
  if (wanted === undefined) throw badRequest(`Invalid is_public filter [${text}]`);
  return wanted;
}
function minimum(name: string, text: string | undefined): { gte: number } | undefined {
  if (text === undefined) return undefined;
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw badRequest(`Invalid ${name} filter [${text}]`);
  return { gte: Number(text) };
}

function view(request: Context, flavor: Flavor): z.output<typeof FlavorView> {
  const { id, name, ram, disk, swap, vcpus, rxtx_factor, description, extra_specs } = flavor;
  return {
    id,
    name,
    ram,
    disk,
    swap,
    'OS-FLV-EXT-DATA:ephemeral': flavor.ephemeral,
    'OS-FLV-DISABLED:disabled': false,
    vcpus,
    'os-flavor-access:is_public': flavor.is_public,
    rxtx_factor,
    links: links(request, 'flavors', id),
    description,
    extra_specs: request.may('os_compute_api:os-flavor-extra-specs:index') ? extra_specs : undefined,
  };
}
