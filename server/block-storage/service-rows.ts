/** Cinder's own processes. */
import { notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { BACKEND_HOST, HOST, ZONE } from './backend.ts';

export interface Service {
  /** A UUID. */
  id: string;
  binary: 'cinder-scheduler' | 'cinder-volume';
  host: string;
  zone: string;
  disabled: boolean;
  disabled_reason: string | null;
  frozen: boolean;
  updated_at: number;
}
export const services = collection<Service>('blockstorage_services', { binary: 'text', host: 'text' });

/** Adds those that every cloud has. */
export async function addServices({ world, rows, now }: Scope): Promise<void> {
  for (const [binary, host] of [
    ['cinder-scheduler', HOST],
    ['cinder-volume', BACKEND_HOST],
  ] as const)
    await rows.insert(services, { id: world.ids.uuid(), binary, host, zone: ZONE, disabled: false, disabled_reason: null, frozen: false, updated_at: now });
}
/** The one that serves all volumes; undefined in a cloud that was made without. */
export const volumeService = async ({ rows }: Pick<Scope, 'rows'>): Promise<Service | undefined> =>
  (await rows.list(services, { where: { binary: 'cinder-volume' }, limit: 1 }))[0];

/** Services report every so many milliseconds. */
const REPORT_INTERVAL = 10_000;
/** When a service has reported last. */
export const reportedAt = (now: number): number => now - (now % REPORT_INTERVAL);
/** A host names all of its backends. `cinder/db/api.py: _filter_host` */
export const isOn = (service: Pick<Service, 'host'>, host: string): boolean =>
  service.host === host || service.host.startsWith(`${host}#`) || (!host.includes('@') && service.host.startsWith(`${host}@`));
/** Those that have the volumes of a host; none without one. */
export const volumeServicesOn = async ({ rows }: Pick<Scope, 'rows'>, host: string | null | undefined): Promise<Service[]> =>
  (await rows.list(services, { where: { binary: 'cinder-volume' } })).filter((service) => host && isOn(service, host));
export const noService = (binary: string, host?: string | null): Error =>
  notFound(`Service ${binary} could not be found${host === undefined ? '' : ` on host ${host}`}.`);
