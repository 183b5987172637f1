/** The change of a server's size: it has two until it is confirmed or reverted. `nova/compute/manager.py: finish_resize, confirm_resize, revert_resize` */
import type { Scope } from '../core/world.ts';
import { account, hostIdFor, schedule } from './hosts.ts';
import { use } from './quota.ts';
import type { ServerFlavor, ServerRow } from './server-rows.ts';

/** Takes the new size, on whatever host has room; the old one stays taken. */
export async function resized(server: ServerRow, scope: Scope): Promise<void> {
  const { new_flavor, flavor } = server;
  if (!new_flavor) return;
  const host = await schedule(scope, server, new_flavor);
  await account(scope, host.id, new_flavor, 1);
  await grow(server, scope, flavor, new_flavor);
  Object.assign(server, { old_flavor: flavor, old_host: server.host, flavor: new_flavor, flavor_number: new_flavor.number, new_flavor: null });
  move(server, host.id);
}
/** Gives the old size back. */
export async function confirmed(server: ServerRow, scope: Scope): Promise<void> {
  if (server.old_flavor) await account(scope, server.old_host, server.old_flavor, -1);
  Object.assign(server, { old_flavor: null, old_host: null });
}
/** Gives the new size back. */
export async function reverted(server: ServerRow, scope: Scope): Promise<void> {
  const { old_flavor, flavor, old_host } = server;
  if (!old_flavor) return;
  await account(scope, server.host, flavor, -1);
  await grow(server, scope, flavor, old_flavor);
  Object.assign(server, { flavor: old_flavor, flavor_number: old_flavor.number, old_flavor: null, old_host: null });
  move(server, old_host);
}

const grow = (server: ServerRow, scope: Scope, from: ServerFlavor, to: ServerFlavor): Promise<void> =>
  use(scope, server.project_id, { instances: 0, cores: to.vcpus - from.vcpus, ram: to.ram - from.ram });
const move = (server: ServerRow, host: string | null): void =>
  void Object.assign(server, { host, node: host, host_id: host === null ? '' : hostIdFor(host, server.project_id) });
