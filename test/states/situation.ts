/** What the answer to a request about a server may depend on. */
import type { Migration } from '../../server/compute/migration-rows.ts';
import type { ServerRow } from '../../server/compute/server-rows.ts';

export interface Situation {
  vm_state: string;
  task_state: string | null;
  power_state: number;
  on_host: boolean;
  launched: boolean;
  locked: boolean;
  /** It has two sizes. */
  resized: boolean;
  migration: Pick<Migration, 'migration_type' | 'status'> | null;
  /** No compute service reports. */
  down: boolean;
}
export const situationOf = (row: ServerRow, migration: Migration | undefined, down: boolean): Situation => ({
  vm_state: row.vm_state,
  task_state: row.task_state,
  power_state: row.power_state,
  on_host: row.host !== null,
  launched: row.launched_at !== null,
  locked: row.locked_by !== null,
  resized: row.old_flavor !== null,
  migration: migration ? { migration_type: migration.migration_type, status: migration.status } : null,
  down,
});

/** In the fewest words that tell it from the others. */
export function nameOf({ vm_state, task_state, power_state, on_host, launched, locked, migration, down }: Situation): string {
  const moving = task_state === 'migrating' || (vm_state === 'resized' && task_state === null);
  const built = vm_state !== 'building';
  return [
    vm_state,
    ...(task_state === null ? [] : [task_state]),
    ...(vm_state === 'resized' && power_state === 4 ? ['off'] : []),
    ...(moving && migration ? [`migration ${migration.status}`] : []),
    ...(on_host === (vm_state !== 'shelved_offloaded') ? [] : [on_host ? 'on a host' : 'on no host']),
    ...(launched === built ? [] : [launched ? 'built before' : 'never built']),
    ...(locked ? ['locked'] : []),
    ...(down ? ['no host up'] : []),
  ].join(', ');
}
