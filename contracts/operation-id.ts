/** Names of operations across all services: `compute.servers.create`. */
import { tables } from './index.ts';
import type { Operation, Resource } from './operation.ts';

const names = new Map<Operation, string>();
const rows = new Map<string, Operation>();
for (const [service, nouns] of Object.entries(tables)) {
  for (const [noun, table] of Object.entries(nouns as Record<string, Resource>)) {
    for (const [name, row] of Object.entries(table)) {
      names.set(row, `${service}.${noun}.${name}`);
      rows.set(`${service}.${noun}.${name}`, row);
    }
  }
}

/** As the client has it; undefined for a row of no table. */
export const operationId = (row: Operation): string | undefined => names.get(row);
/** The other way round. */
export const operationOf = (id: string): Operation | undefined => rows.get(id);
export const operationIds: ReadonlySet<string> = new Set(rows.keys());
