/** Federation. https://docs.openstack.org/api-ref/identity/v3-ext/#os-federation-api */
import { get, post, resource } from '../operation.ts';
import { Domain } from './domains.ts';
import { Project } from './projects.ts';
import { collection } from './types.ts';

const errors = [401];

export const federation = resource({
  projects: get('/OS-FEDERATION/projects', { policy: 'identity:get_auth_projects', status: 200, returns: collection('projects', Project), errors }),
  domains: get('/OS-FEDERATION/domains', { policy: 'identity:get_auth_domains', status: 200, returns: collection('domains', Domain), errors }),
});

/** What SAML and OpenID Connect exchange is not emulated. */
export const federationExchanges = resource({
  listSaml2Metadata: get('/OS-FEDERATION/saml2/metadata', { status: 200 }),
  createSaml2: post('/auth/OS-FEDERATION/saml2', { status: 201 }),
  createSaml2Ecp: post('/auth/OS-FEDERATION/saml2/ecp', { status: 201 }),
  showWebsso: get('/auth/OS-FEDERATION/websso/{protocol_id}', { status: 200 }),
  createWebsso: post('/auth/OS-FEDERATION/websso/{protocol_id}', { status: 201 }),
  listIdentityProvidersProtocolsWebsso: get('/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso', { status: 200 }),
  createIdentityProvidersProtocolsWebsso: post('/auth/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/websso', { status: 201 }),
  listIdentityProvidersProtocolsForIdpId: get('/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth', { status: 200 }),
  createIdentityProvidersProtocol: post('/OS-FEDERATION/identity_providers/{idp_id}/protocols/{protocol_id}/auth', { status: 201 }),
});
