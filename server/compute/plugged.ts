/** The interfaces of servers, remembered as long as nothing changes in the network service. Nova keeps them in its `info_cache`. */
import type { Store } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type Interface, interfaces } from '../network/for-servers.ts';

interface Known {
  changes: number;
  byServer: Map<string, readonly Interface[]>;
}
const known = new WeakMap<Store, Known>();
const MOST = 10_000;

/** By id of the server; a server without any has an empty list. */
export async function interfacesOf(scope: Scope, serverIds: readonly string[]): Promise<ReadonlyMap<string, readonly Interface[]>> {
  const { store } = scope.world;
  const changes = await scope.rows.changes('network');
  let cache = known.get(store);
  if (cache?.changes !== changes || cache.byServer.size > MOST) known.set(store, (cache = { changes, byServer: new Map() }));
  const { byServer } = cache;
  const missing = serverIds.filter((id) => !byServer.has(id));
  if (missing.length) {
    const found = await interfaces(scope, missing);
    for (const id of missing) byServer.set(id, found.get(id) ?? []);
  }
  return byServer;
}
