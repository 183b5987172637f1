/** Cinder's tables, by the names they have in the client. */
import { operatorTables } from './operator-tables.ts';
import { typeTables } from './type-tables.ts';
import { versions } from './versions.ts';
import { volumes } from './volumes.ts';

export const blockStorage = { versions, volumes, ...typeTables, ...operatorTables };
