/** The tables of Keystone v2.0. */
import { endpoints } from './endpoints.ts';
import { extensions } from './extensions.ts';
import { roles } from './roles.ts';
import { services } from './services.ts';
import { tenants } from './tenants.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';

export const identityV2Tables = { extensions, tokens, tenants, users, roles, services, endpoints };
