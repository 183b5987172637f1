/** The tables about servers and what belongs to one. */
import { serverActions } from './server-actions.ts';
import { serverImages } from './server-images.ts';
import { servers } from './servers.ts';

export const serverTables = { servers, serverActions, serverImages };
