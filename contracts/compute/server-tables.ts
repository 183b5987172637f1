/** The tables about servers and what belongs to one. */
import { servers } from './servers.ts';

export const serverTables = { servers };
