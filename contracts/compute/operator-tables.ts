/** What other services and operators ask of Nova about servers. */
import { assistedVolumeSnapshots } from './assisted-volume-snapshots.ts';
import { consoleAuthTokens } from './console-auth-tokens.ts';
import { instanceUsageAuditLog } from './instance-usage-audit-log.ts';
import { migrations } from './migrations.ts';
import { serverExternalEvents } from './server-external-events.ts';

export const operatorTables = { assistedVolumeSnapshots, consoleAuthTokens, instanceUsageAuditLog, migrations, serverExternalEvents };
