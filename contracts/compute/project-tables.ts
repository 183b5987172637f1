/** What users and projects have besides servers. */
import { keypairs } from './keypairs.ts';

export const projectTables = { keypairs };
