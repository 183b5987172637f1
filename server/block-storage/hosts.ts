/**
 * Hosts of the services, and what projects have on them. https://docs.openstack.org/api-ref/block-storage/v3/#hosts-extension-os-hosts
 * Follows `cinder/api/contrib/hosts.py`.
 */
import { hosts as table } from '../../contracts/block-storage/hosts.ts';
import { implement } from '../core/context.ts';
import { badRequest, forbidden, notFound, notImplemented } from '../core/errors.ts';
import { noService, reportedAt, services, volumeServicesOn } from './service-rows.ts';
import { snapshots } from './snapshot-rows.ts';
import { stored } from './times.ts';
import { type Volume, volumes } from './volume-rows.ts';

export const hostHandlers = implement(table, {
  list: async ({ rows, now, query: { zone } }) => {
    const all = await rows.list(services, { sort: [['binary', 'asc']] });
    const found = all.filter((service) => !service.disabled && (!zone || service.zone === zone));
    return {
      hosts: found.map((service) => ({
        host_name: service.host,
        service: service.binary,
        zone: service.zone,
        'service-status': 'available' as const,
        'service-state': 'enabled' as const,
        'last-update': stored(reportedAt(now)),
      })),
    };
  },
  show: async ({ rows, params: { host } }) => {
    if (!(await volumeServicesOn({ rows }, host)).length) throw noService('cinder-volume', host);
    const kept = (await rows.list(volumes)).filter((volume) => volume.host !== null);
    const taken = await rows.list(snapshots);
    const resource = (project: string, some: readonly Volume[], shots: readonly { volume_size: number }[]) => ({
      resource: {
        host,
        project,
        volume_count: String(some.length),
        total_volume_gb: String(some.reduce((sum, { size }) => sum + size, 0)),
        snapshot_count: String(shots.length),
        total_snapshot_gb: String(shots.reduce((sum, { volume_size }) => sum + volume_size, 0)),
      },
    });
    const owners = [...Map.groupBy(kept, ({ project_id }) => project_id)];
    const shotsOf = (project: string) => taken.filter(({ project_id }) => project_id === project);
    const projects = owners.map(([project, some]) => resource(project, some, shotsOf(project)));
    return {
      host: [
        resource(
          '(total)',
          kept,
          taken.filter(({ project_id }) => owners.some(([id]) => id === project_id)),
        ),
        ...projects,
      ],
    };
  },
  update: async (request) => {
    const { host } = request.params;
    // upstream looks the host up first, and lets only admins do that
    if (!request.caller.roles.has('admin')) throw forbidden('User does not have admin privileges');
    if (!(await request.rows.list(services)).some((service) => !service.disabled && service.host === host)) throw notFound(`Host ${host} could not be found.`);
    request.enforce();
    for (const [key, value] of Object.entries(request.body)) {
      if (key.toLowerCase().trim() !== 'status') throw badRequest(`Invalid update setting: '${key}'`);
      if (!/^\s*(?:enable|disable)\s*$/i.test(String(value))) throw badRequest(`Invalid status: '${String(value)}'`);
    }
    if (Object.keys(request.body).length) throw notImplemented('cinder: the status of a host cannot be set; upstream has not implemented it either.');
    return {};
  },
});
