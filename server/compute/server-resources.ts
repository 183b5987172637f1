/** What serves the tables about servers. */
import { instanceActionHandlers } from './instance-actions.ts';
import { serverActionHandlers } from './server-actions.ts';
import { serverImageHandlers } from './server-images.ts';
import { serverInterfaceHandlers } from './server-interfaces.ts';
import { serverIpHandlers } from './server-ips.ts';
import { serverMetadataHandlers } from './server-metadata.ts';
import { serverTagHandlers } from './server-tags.ts';
import { serverHandlers } from './servers.ts';

export const serverResources = [
  serverHandlers,
  serverActionHandlers,
  serverImageHandlers,
  serverMetadataHandlers,
  serverTagHandlers,
  serverIpHandlers,
  serverInterfaceHandlers,
  instanceActionHandlers,
];
