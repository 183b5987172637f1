/** The tables of Nova v1.1. */
import { extensions } from './extensions.ts';
import { flavors } from './flavors.ts';
import { imageMetadata } from './image-metadata.ts';
import { images } from './images.ts';
import { limits } from './limits.ts';
import { serverActions } from './server-actions.ts';
import { serverIps } from './server-ips.ts';
import { serverMetadata } from './server-metadata.ts';
import { servers } from './servers.ts';

export const computeV11Tables = { flavors, images, imageMetadata, servers, serverActions, serverIps, serverMetadata, limits, extensions };
