/** Groups of volumes with their types and snapshots, for Cinder's table of contents. */
import type { Implemented } from '../core/context.ts';
import { cgSnapshotHandlers, consistencyGroupHandlers } from './consistencygroups.ts';
import { groupSnapshotHandlers } from './group-snapshots.ts';
import { groupSpecHandlers, groupTypeHandlers } from './group-types.ts';
import { groupHandlers } from './groups.ts';

export const groupResources: readonly Implemented[] = [
  groupTypeHandlers,
  groupSpecHandlers,
  groupHandlers,
  groupSnapshotHandlers,
  consistencyGroupHandlers,
  cgSnapshotHandlers,
];
