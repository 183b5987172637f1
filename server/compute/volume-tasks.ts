/**
 * Volumes that come to a running server, leave it or give way to another. They do so beside whatever else is under way with it.
 * Follows `nova/compute/manager.py: attach_volume, detach_volume, swap_volume`.
 */
import { anyVolume, detach, rollDetaching } from '../block-storage/for-servers.ts';
import type { Context } from '../core/context.ts';
import { GONE, type Gone, type LifeCycle, begin, cancel } from '../core/lifecycle.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import type { BlockDeviceMapping } from './block-device-mappings.ts';
import { endAction, writeAction } from './instance-action-rows.ts';
import { type ServerRow, servers } from './server-rows.ts';
import { attachTo } from './server-volumes.ts';

/** What is under way with a volume of a server. */
interface VolumeTask {
  /** Of the block device. */
  id: string;
  server_id: string;
  /** In the server's history. */
  action_id: string;
  /** The volume that is to take the place of this one. */
  successor: { volume_id: string; attachment_id: string; size: number } | null;
}
const tasks = collection<VolumeTask>('compute_volume_tasks');

/** Begins one, and writes it into the history of the server; keeps the server. */
export async function beginTask(
  request: Context,
  server: ServerRow,
  device: BlockDeviceMapping,
  process: 'attach' | 'detach' | 'swap',
  successor: VolumeTask['successor'] = null,
): Promise<void> {
  const action_id = await writeAction(request, server, `${process}_volume`, `compute_${process}_volume`);
  await request.rows.update(servers, server);
  await request.rows.update(tasks, { id: device.id, server_id: server.id, action_id, successor });
  await begin(request, volumeTaskLifeCycle, device.id, process);
}
/** The server is no more, and nothing of its volumes goes on. */
export async function dropTasks(scope: Scope, server: ServerRow): Promise<void> {
  for (const { id, volume_id } of server.block_devices) {
    if (volume_id === null || !(await scope.rows.get(tasks, id))) continue;
    await cancel(scope, id);
    await scope.rows.remove(tasks, id);
  }
}

/** The end of a task: `work` changes the server's device. */
async function end(task: VolumeTask, scope: Scope, work: (device: BlockDeviceMapping, server: ServerRow) => Promise<void>, failure?: string): Promise<Gone> {
  await scope.rows.remove(tasks, task.id);
  const server = await scope.rows.get(servers, task.server_id);
  const device = server?.block_devices.find(({ id }) => id === task.id);
  if (!server || !device) return GONE;
  await work(device, server);
  await endAction(scope, server, task.action_id, failure);
  await scope.rows.update(servers, server);
  return GONE;
}
const without = (server: ServerRow, { id }: BlockDeviceMapping): void => {
  server.block_devices = server.block_devices.filter((device) => device.id !== id);
};

export const volumeTaskLifeCycle: LifeCycle<VolumeTask> = {
  kind: 'server-volume',
  noun: 'servers',
  load: async ({ rows }, id) => rows.get(tasks, id),
  save: async ({ rows }, task) => rows.update(tasks, task),
  processes: {
    attach: [{ name: 'attaching', end: async (task, scope) => end(task, scope, async (device, server) => attachTo(server, device, scope)) }],
    detach: [
      {
        name: 'detaching',
        end: async (task, scope) =>
          end(task, scope, async (device, server) => {
            await detach(scope, device.attachment_id);
            without(server, device);
          }),
      },
    ],
    swap: [
      {
        name: 'swapping',
        end: async (task, scope) =>
          end(task, scope, async (device, server) => {
            if (!task.successor) return;
            await detach(scope, device.attachment_id);
            const { size: volume_size, ...successor } = task.successor;
            Object.assign(device, successor, { volume_size, source_type: 'volume', snapshot_id: null });
            await attachTo(server, device, scope);
          }),
      },
    ],
  },
  async fail(task, scope, process, reason) {
    const message = reason?.message || `Failed to ${process} volume: the hypervisor reported an error.`;
    const outcome = await end(
      task,
      scope,
      async (device, server) => {
        if (process !== 'attach') return rollDetaching(scope, await anyVolume(scope, device.volume_id ?? ''));
        await detach(scope, device.attachment_id);
        without(server, device);
      },
      message,
    );
    if (task.successor) await detach(scope, task.successor.attachment_id);
    return outcome;
  },
};
