/** Keystone's tables, by the names they have in the client. */
import { auth } from './auth.ts';
import { endpoints, regions, services } from './catalog.ts';
import { domains } from './domains.ts';
import * as grants from './grants.ts';
import { groups } from './groups.ts';
import { projectTags, projects } from './projects.ts';
import { impliedRoles, roles } from './roles.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';
import { versions } from './versions.ts';

export const identity = {
  versions,
  tokens,
  auth,
  users,
  groups,
  projects,
  projectTags,
  domains,
  roles,
  impliedRoles,
  ...grants,
  regions,
  services,
  endpoints,
};
