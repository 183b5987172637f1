/** Nova's tables, by the names they have in the client. */
import { flavorAccess } from './flavor-access.ts';
import { flavorExtraSpecs } from './flavor-extra-specs.ts';
import { flavors } from './flavors.ts';
import { hostTables } from './host-tables.ts';
import { operatorTables } from './operator-tables.ts';
import { projectTables } from './project-tables.ts';
import { proxyTables } from './proxy-tables.ts';
import { serverTables } from './server-tables.ts';
import { versions } from './versions.ts';

export const compute = {
  versions,
  flavors,
  flavorAccess,
  flavorExtraSpecs,
  ...projectTables,
  ...hostTables,
  ...serverTables,
  ...operatorTables,
  ...proxyTables,
};
