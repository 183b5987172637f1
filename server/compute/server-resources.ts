/** What serves the tables about servers. */
import { serverHandlers } from './servers.ts';

export const serverResources = [serverHandlers];
