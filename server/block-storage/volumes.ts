/**
 * Volumes. https://docs.openstack.org/api-ref/block-storage/v3/#volumes-volumes
 * Follows `cinder/api/v3/volumes.py` and `cinder/volume/api.py`.
 */
import type { z } from 'zod';
import { within } from '../../contracts/microversion.ts';
import { volumes as table } from '../../contracts/block-storage/volumes.ts';
import { implement } from '../core/context.ts';
import { invalidVolume } from './faults.ts';
import { booleanIn } from './listing.ts';
import { namingOf } from './naming.ts';
import { whose } from './visibility.ts';
import { removeVolume } from './volume-delete.ts';
import { findVolumes } from './volume-list.ts';
import { createVolume } from './volume-create.ts';
import { fullView, fullViews, plainView, summary } from './volume-views.ts';
import { visibleVolume, volumeFor } from './volume-lookups.ts';
import { type Volume, saveVolume, volumes } from './volume-rows.ts';

export const volumeHandlers = implement(table, {
  list: async (request) => {
    request.enforce();
    const { page, ...rest } = await findVolumes(request, request.query, 'volumes');
    return { volumes: page.map((volume) => summary(request, volume)), ...rest };
  },
  listDetail: async (request) => {
    request.enforce();
    const { page, ...rest } = await findVolumes(request, request.query, 'volumes/detail');
    return { volumes: await fullViews(request, page), ...rest };
  },
  summary: async ({ rows, caller, query }) => {
    const everywhere = caller.roles.has('admin') && booleanIn(query, 'all_tenants');
    const all = await rows.list(volumes, { where: whose(caller, everywhere) });
    const metadata = new Map<string, Set<string>>();
    for (const [key, value] of all.flatMap((volume) => Object.entries(volume.metadata))) metadata.set(key, (metadata.get(key) ?? new Set()).add(value));
    return {
      'volume-summary': {
        total_count: all.length,
        total_size: all.reduce((sum, { size }) => sum + size, 0),
        metadata: Object.fromEntries([...metadata].map(([key, values]) => [key, [...values]])),
      },
    };
  },
  create: async (request) => ({ volume: await plainView(request, await createVolume(request, request.body.volume), true) }),
  show: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    return { volume: await fullView(request, volume) };
  },
  update: async (request) => {
    const volume = await volumeFor(request, request.params.volume_id);
    if (volume.status === 'maintenance') throw invalidVolume('The volume cannot be updated during maintenance.');
    Object.assign(volume, changed(request.body.volume));
    await saveVolume(request, volume);
    return { volume: await plainView(request, volume) };
  },
  delete: async (request) => {
    const volume = await visibleVolume(request, request.params.volume_id);
    const cascade = booleanIn(request.query, 'cascade');
    const force = within(request.version, { since: '3.23' }) && booleanIn(request.query, 'force');
    if (force) request.enforce({ project_id: volume.project_id }, 'volume:force_delete');
    request.enforce({ project_id: volume.project_id });
    await removeVolume(request, volume, { cascade, force, admin: request.caller.roles.has('admin') });
  },
});

type Update = z.output<typeof table.update.body>['volume'];
const changed = ({ metadata, ...said }: Update): Partial<Volume> => ({ ...namingOf(said), ...(metadata !== undefined && { metadata }) });
