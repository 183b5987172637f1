/** What the bearer of a token can reach. https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { Domain } from './domains.ts';
import { Project } from './projects.ts';
import { Catalog } from './tokens.ts';
import { Links, collection } from './types.ts';

const errors = [401];

export const auth = resource({
  catalog: get('/auth/catalog', {
    policy: 'identity:get_auth_catalog',
    status: 200,
    returns: z.object({ catalog: Catalog, links: Links }),
    errors: [401, 403],
  }),
  projects: get('/auth/projects', { policy: 'identity:get_auth_projects', status: 200, returns: collection('projects', Project), errors }),
  domains: get('/auth/domains', { policy: 'identity:get_auth_domains', status: 200, returns: collection('domains', Domain), errors }),
  system: get('/auth/system', {
    policy: 'identity:get_auth_system',
    status: 200,
    returns: z.object({ system: z.array(z.object({ all: z.literal(true) })), links: Links }),
    errors,
  }),
});
