/** Federation. https://docs.openstack.org/api-ref/identity/v3-ext/#os-federation-api `keystone/api/auth.py` */
import { federation } from '../../contracts/identity/federation.ts';
import { implement } from '../core/context.ts';
import { domainsFor, projectsFor } from './auth.ts';

export const federationHandlers = implement(federation, { projects: projectsFor, domains: domainsFor });
