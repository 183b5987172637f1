/** Cinder asked from within, with the caller's own rights: for Nova's old ways to volumes and snapshots. */
import type { Context } from '../core/context.ts';
import { allowed } from '../core/policy.ts';
import { blockStorageDialect } from './dialect.ts';
import { rules } from './policy.ts';

export { newSnapshot, removeSnapshot } from './new-snapshot.ts';
export { stored } from './times.ts';
export { createVolume } from './volume-create.ts';
export { removeVolume } from './volume-delete.ts';
export { type VolumeType, volumeTypes } from './volume-type-rows.ts';

/** The request as Cinder has it: its rules hold. */
export function asCinder<C extends Context>(request: C): C {
  const own = { project_id: request.caller.project_id, user_id: request.caller.user_id };
  const may: Context['may'] = (rule, target = own) => allowed(rules, rule, request.caller, target);
  const enforce: Context['enforce'] = (target, rule = '') => {
    if (!may(rule, target)) throw blockStorageDialect.denied(rule);
  };
  return { ...request, may, enforce };
}
