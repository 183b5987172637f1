/** The tables about servers and what belongs to one. */
import { instanceActions } from './instance-actions.ts';
import { serverActions } from './server-actions.ts';
import { serverImages } from './server-images.ts';
import { serverInterfaces } from './server-interfaces.ts';
import { serverIps } from './server-ips.ts';
import { serverMetadata } from './server-metadata.ts';
import { serverTags } from './server-tags.ts';
import { servers } from './servers.ts';

export const serverTables = { servers, serverActions, serverImages, serverMetadata, serverTags, serverIps, serverInterfaces, instanceActions };
