/** What has revoked tokens, and what is left of PKI. https://docs.openstack.org/api-ref/identity/v3-ext/#os-revoke-api */
import { z } from 'zod';
import { get, resource } from '../operation.ts';
import { PageLinks } from './types.ts';

const Event = z.object({
  user_id: z.string().optional(),
  role_id: z.string().optional(),
  domain_id: z.string().optional(),
  domain_scope_id: z.string().optional(),
  project_id: z.string().optional(),
  audit_id: z.string().optional(),
  audit_chain_id: z.string().optional(),
  'OS-TRUST:trust_id': z.string().optional(),
  expires_at: z.string().optional(),
  issued_before: z.string(),
  revoked_at: z.string(),
});

export const revocations = resource({
  list: get('/OS-REVOKE/events', {
    policy: 'identity:list_revoke_events',
    query: z.looseObject({ since: z.string().optional() }),
    status: 200,
    returns: z.object({ events: z.array(Event), links: PageLinks }),
    errors: [400, 401, 403],
  }),
});

/** They answer no more than that they are gone. */
export const certificates = resource({
  revokedTokens: get('/auth/tokens/OS-PKI/revoked', { open: true, status: 200, errors: [403] }),
  list: get('/OS-SIMPLE-CERT/certificates', { open: true, status: 200, errors: [410] }),
  authority: get('/OS-SIMPLE-CERT/ca', { open: true, status: 200, errors: [410] }),
});
