/**
 * How much a project may have, and how much it has. https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets
 * Follows `nova/quota.py`, `nova/conf/quota.py` and `nova/compute/utils.py: check_num_instances_quota`.
 */
import { forbidden } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

/** -1 is without limit. */
export const DEFAULT_LIMITS = {
  instances: 10,
  cores: 20,
  ram: 51_200,
  metadata_items: 128,
  injected_files: 5,
  injected_file_content_bytes: 10_240,
  injected_file_path_bytes: 255,
  key_pairs: 100,
  server_groups: 10,
  server_group_members: 10,
  // Neutron's by now: kept and shown, never enforced
  fixed_ips: -1,
  floating_ips: -1,
  security_group_rules: -1,
  security_groups: -1,
};
export type Limits = typeof DEFAULT_LIMITS;
export type Resource = keyof Limits;

/** The limits that were set: of a project (its id), of a user in it (`project/user`), of the default class (`class/default`). */
export interface Quota {
  id: string;
  /** Whose user's it is. */
  project?: string;
  limits: Partial<Limits>;
}
export const quotas = collection<Quota>('compute_quotas', { project: 'text' });
export const DEFAULT_CLASS = 'class/default';

export async function limitsFor(scope: Scope, projectId: string): Promise<Limits> {
  return { ...(await classLimits(scope, DEFAULT_CLASS)), ...(await scope.rows.get(quotas, projectId))?.limits };
}
export const classLimits = async ({ rows }: Scope, id: string): Promise<Limits> => ({ ...DEFAULT_LIMITS, ...(await rows.get(quotas, id))?.limits });
/** Sets some limits of a project or a class; the others stay. */
export async function setLimits({ rows }: Scope, id: string, wanted: Partial<Record<Resource, number | undefined>>, project?: string): Promise<void> {
  const limits = { ...(await rows.get(quotas, id))?.limits };
  for (const [name, limit] of Object.entries(wanted)) if (limit !== undefined) limits[name as Resource] = limit;
  await rows.update(quotas, { id, limits, ...(project !== undefined && { project }) });
}

/** What the servers of a project take together. */
export interface Usage {
  instances: number;
  cores: number;
  ram: number;
}
const usages = collection<Usage & { id: string }>('compute_usages');

export async function usageOf({ rows }: Scope, projectId: string): Promise<Usage> {
  const { instances, cores, ram } = (await rows.get(usages, projectId)) ?? { instances: 0, cores: 0, ram: 0 };
  return { instances, cores, ram };
}
/** Counts `change` in; what is given back is negative. */
export async function use(scope: Scope, projectId: string, change: Usage): Promise<void> {
  const { instances, cores, ram } = await usageOf(scope, projectId);
  await scope.rows.update(usages, { id: projectId, instances: instances + change.instances, cores: cores + change.cores, ram: ram + change.ram });
}

interface Size {
  vcpus: number;
  ram: number;
}
/** Limits with what counts against them: of a project, or of one of its users. */
export interface Bound {
  limits: Limits;
  used: Usage;
}
/** How many servers of this size, from `min` to `max`, there may be more within all bounds. Throws 403. */
export function allowedServers(bounds: readonly Bound[], flavor: Size, min: number, max: number): number {
  const fits = bounds.map(({ limits, used }) => {
    const room = (resource: keyof Usage) => (limits[resource] === -1 ? Infinity : limits[resource] - used[resource]);
    return Math.min(room('instances'), Math.floor(room('cores') / flavor.vcpus), Math.floor(room('ram') / flavor.ram));
  });
  const fit = Math.min(max, ...fits);
  if (fit >= min) return fit;
  const count = min === max ? String(min) : `${min}-${max}`;
  throw overQuota(bounds, { instances: max, cores: max * flavor.vcpus, ram: max * flavor.ram }, count);
}
/** Throws 403 when a server cannot grow from one size to another. */
export function checkResize(bounds: readonly Bound[], from: Size, to: Size): void {
  const wanted = { instances: 0, cores: Math.max(0, to.vcpus - from.vcpus), ram: Math.max(0, to.ram - from.ram) };
  if (bounds.some((bound) => overs(bound, wanted).length)) throw overQuota(bounds, wanted, '0');
}

const overs = ({ limits, used }: Bound, wanted: Usage): (keyof Usage)[] =>
  (['cores', 'instances', 'ram'] as const).filter((name) => wanted[name] > 0 && limits[name] !== -1 && used[name] + wanted[name] > limits[name]);

/** All that is too much is told; where some of it is the user's alone, with the user's figures. */
function overQuota(bounds: readonly Bound[], wanted: Usage, count: string): Error {
  const project = new Set(overs(bounds[0] as Bound, wanted));
  const over = [...new Set(bounds.flatMap((bound) => overs(bound, wanted)))].toSorted();
  const { limits, used } = (over.every((name) => project.has(name)) ? bounds[0] : bounds.at(-1)) as Bound;
  const all = (value: (name: keyof Usage) => number | string) => over.map(value).join(', ');
  const requested = all((name) => (name === 'instances' ? count : wanted[name]));
  const allowed = all((name) => limits[name]);
  return forbidden(
    `Quota exceeded for ${over.join(', ')}: Requested ${requested}, but already used ${all((name) => used[name])} of ${allowed} ${over.join(', ')}`,
  );
}

/** Throws 403 for more metadata than a server may have. */
export async function checkMetadata(scope: Scope, projectId: string, metadata: object): Promise<void> {
  if (!Object.keys(metadata).length) return;
  const { metadata_items: limit } = await limitsFor(scope, projectId);
  if (limit !== -1 && Object.keys(metadata).length > limit) throw forbidden(`Maximum number of metadata items exceeds ${limit}`);
}
interface InjectedFile {
  path?: string | undefined;
  contents?: string | undefined;
}
/** Throws 403 for too many or too large files. Lengths are those of the encoded text. */
export async function checkInjectedFiles(scope: Scope, projectId: string, files: readonly InjectedFile[] = []): Promise<void> {
  if (!files.length) return;
  const limits = await limitsFor(scope, projectId);
  const exceeds = (limit: number, value: number) => limit !== -1 && value > limit;
  if (exceeds(limits.injected_files, files.length)) throw forbidden('Personality file limit exceeded');
  const longest = limits.injected_file_path_bytes;
  if (files.some(({ path = '' }) => exceeds(longest, path.length))) throw forbidden(`Personality file path exceeds maximum ${longest}`);
  const largest = limits.injected_file_content_bytes;
  if (files.some(({ contents = '' }) => exceeds(largest, contents.length))) throw forbidden(`Personality file content exceeds maximum ${largest}`);
}
