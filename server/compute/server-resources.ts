/** What serves the tables about servers. */
import { serverActionHandlers } from './server-actions.ts';
import { serverImageHandlers } from './server-images.ts';
import { serverHandlers } from './servers.ts';

export const serverResources = [serverHandlers, serverActionHandlers, serverImageHandlers];
