/** What other services and operators ask of Nova about servers, for its table of contents. */
import type { Implemented } from '../core/context.ts';
import { assistedVolumeSnapshotHandlers } from './assisted-volume-snapshots.ts';
import { consoleAuthTokenHandlers } from './console-auth-tokens.ts';
import { instanceUsageAuditLogHandlers } from './instance-usage-audit-log.ts';
import { migrationHandlers } from './migrations.ts';
import { serverExternalEventHandlers } from './server-external-events.ts';

export const operatorResources: readonly Implemented[] = [
  assistedVolumeSnapshotHandlers,
  consoleAuthTokenHandlers,
  instanceUsageAuditLogHandlers,
  migrationHandlers,
  serverExternalEventHandlers,
];
