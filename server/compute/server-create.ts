/** Makes the servers of one creation. Follows `nova/api/openstack/compute/servers.py: create` and `nova/compute/api.py: _create_instance, _provision_instances`. */
import type { ServerCreate } from '../../contracts/compute/servers.ts';
import type { Context } from '../core/context.ts';
import { begin } from '../core/lifecycle.ts';
import { collection } from '../core/store.ts';
import { checked } from './block-device-checks.ts';
import { record } from './instance-action-rows.ts';
import { newServer } from './new-server.ts';
import { use } from './quota.ts';
import { join } from './server-affinity.ts';
import { countOf } from './server-count.ts';
import { serverLifeCycle } from './server-lifecycle.ts';
import { planFor } from './server-plan.ts';
import { type ServerRow, servers } from './server-rows.ts';

/** Makes the rows of one creation, building. Throws what upstream answers to what it does not like. */
export async function createServers(request: Context, body: ServerCreate): Promise<{ servers: ServerRow[]; adminPass: string }> {
  const { caller, world, rows } = request;
  const { server: wanted } = body;
  const asked = countOf(wanted);
  const adminPass = wanted.adminPass ?? world.ids.password();
  request.enforce();
  const plan = await planFor(request, body, asked);
  const { count, flavor, image, devices, volumes, group } = plan;

  const reservation_id = `r-${world.ids.hex().slice(0, 8)}`;
  const newest = await numbered(request, count);
  const created: ServerRow[] = [];
  for (let index = 0; index < count; index++) {
    const id = world.ids.uuid();
    const mappings = await checked(request, { id, image_id: image?.id ?? null }, devices, volumes, flavor);
    const server = newServer(request, wanted, plan, {
      id,
      number: newest + index + 1,
      suffix: asked.max > 1 ? `-${index + 1}` : '',
      block_devices: mappings.map((mapping) => ({ id: world.ids.uuid(), ...mapping })),
      reservation_id,
      launch_index: index,
    });
    await record(request, server, 'create', 'compute__do_build_and_run_instance');
    created.push(await rows.insert(servers, server));
    await begin(request, serverLifeCycle, id, 'build', 'new');
  }
  if (group) {
    await join(
      request,
      group,
      created.map(({ id }) => id),
    );
  }
  await use(request, caller.project_id ?? '', { instances: count, cores: count * flavor.vcpus, ram: count * flavor.ram });
  return { servers: created, adminPass };
}

const numbers = collection<{ id: string; last: number }>('compute_numbers');
/** Takes the numbers of so many servers. @returns the one before them */
async function numbered({ rows }: Context, count: number): Promise<number> {
  const last = (await rows.get(numbers, 'servers'))?.last ?? 0;
  await rows.update(numbers, { id: 'servers', last: last + count });
  return last;
}
