/** The tables about servers and what belongs to one. */
import { instanceActions } from './instance-actions.ts';
import { serverActions } from './server-actions.ts';
import { serverAddresses } from './server-addresses.ts';
import { serverConsoles } from './server-consoles.ts';
import { serverDetails } from './server-details.ts';
import { serverImages } from './server-images.ts';
import { serverInterfaces } from './server-interfaces.ts';
import { serverIps } from './server-ips.ts';
import { serverMetadata } from './server-metadata.ts';
import { serverMigrations } from './server-migrations.ts';
import { serverMoves } from './server-moves.ts';
import { serverSecurityGroups } from './server-security-groups.ts';
import { serverShares } from './server-shares.ts';
import { serverTags } from './server-tags.ts';
import { servers } from './servers.ts';
import { volumeAttachments } from './volume-attachments.ts';
import { volumesBoot } from './volumes-boot.ts';

export const serverTables = {
  servers,
  serverActions,
  serverMoves,
  serverMigrations,
  serverImages,
  serverConsoles,
  serverMetadata,
  serverTags,
  serverIps,
  serverInterfaces,
  serverSecurityGroups,
  serverAddresses,
  serverShares,
  volumesBoot,
  serverDetails,
  volumeAttachments,
  instanceActions,
};
