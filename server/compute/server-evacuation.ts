/** A server that is built again on another host, because its own is down. `nova/conductor/manager.py: rebuild_instance` */
import { StepFailed } from '../core/lifecycle.ts';
import type { Scope } from '../core/world.ts';
import { claim, release } from './claims.ts';
import { MY_IP, advance, latest } from './migration-rows.ts';
import { schedule } from './scheduler.ts';
import { settleOn } from './server-resize.ts';
import type { ServerRow } from './server-rows.ts';

/** Throws StepFailed when no host takes it. */
export async function evacuated(server: ServerRow, scope: Scope): Promise<void> {
  const migration = await latest(scope, server);
  try {
    const { id } = await schedule(scope, server, server.flavor, { except: server.host, only: migration?.requested_host ?? null });
    await release(scope, server, server.host);
    await claim(scope, server, id);
    await settleOn(server, scope, id);
    await advance(scope, server, 'pre-migrating', { dest_compute: id, dest_node: id, dest_host: MY_IP });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    await advance(scope, server, 'error');
    throw new StepFailed('No valid host was found. There are not enough hosts available.', { cause: error });
  }
}
