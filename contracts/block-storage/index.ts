/** Cinder's tables, by the names they have in the client. */
import { messages } from './messages.ts';
import { resourceFilters } from './resource-filters.ts';
import { groupTables } from './group-tables.ts';
import { operatorTables } from './operator-tables.ts';
import { snapshotTables } from './snapshot-tables.ts';
import { typeTables } from './type-tables.ts';
import { versions } from './versions.ts';
import { volumeTables } from './volume-tables.ts';

export const blockStorage = { versions, ...volumeTables, messages, resourceFilters, ...typeTables, ...operatorTables, ...snapshotTables, ...groupTables };
