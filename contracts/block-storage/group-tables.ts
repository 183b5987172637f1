/** Groups of volumes with their types and snapshots, under both of their names. */
import { cgSnapshots, consistencyGroups } from './consistencygroups.ts';
import { groupSnapshots } from './group-snapshots.ts';
import { groupSpecs, groupTypes } from './group-types.ts';
import { groups } from './groups.ts';

export const groupTables = { groupTypes, groupSpecs, groups, groupSnapshots, consistencyGroups, cgSnapshots };
