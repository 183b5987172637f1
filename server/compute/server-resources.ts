/** What serves the tables about servers. */
import { instanceActionHandlers } from './instance-actions.ts';
import { serverActionHandlers } from './server-actions.ts';
import { serverAddressHandlers } from './server-addresses.ts';
import { serverConsoleHandlers } from './server-consoles.ts';
import { serverDetailHandlers } from './server-details.ts';
import { serverImageHandlers } from './server-images.ts';
import { serverInterfaceHandlers } from './server-interfaces.ts';
import { serverIpHandlers } from './server-ips.ts';
import { serverMetadataHandlers } from './server-metadata.ts';
import { serverMigrationHandlers } from './server-migrations.ts';
import { serverMoveHandlers } from './server-moves.ts';
import { serverSecurityGroupHandlers } from './server-security-groups.ts';
import { serverShareHandlers } from './server-shares.ts';
import { serverTagHandlers } from './server-tags.ts';
import { serverHandlers } from './servers.ts';
import { volumeAttachmentHandlers } from './volume-attachments.ts';
import { volumesBootHandlers } from './volumes-boot.ts';

export const serverResources = [
  serverHandlers,
  serverActionHandlers,
  serverMoveHandlers,
  serverMigrationHandlers,
  serverImageHandlers,
  serverConsoleHandlers,
  serverMetadataHandlers,
  serverTagHandlers,
  serverIpHandlers,
  serverInterfaceHandlers,
  serverSecurityGroupHandlers,
  serverAddressHandlers,
  serverShareHandlers,
  volumesBootHandlers,
  serverDetailHandlers,
  volumeAttachmentHandlers,
  instanceActionHandlers,
];
