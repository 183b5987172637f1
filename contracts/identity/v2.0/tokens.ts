/** Tokens of v2.0, and of the time before it had that name. `keystone/token/controllers.py`, `keystone/logic/types/auth.py` of 2011 */
import { z } from 'zod';
import { del, get, post, resource } from '../../operation.ts';
import { Links, Tenant } from './types.ts';

const Credentials = z.looseObject({ username: z.string().nullish(), userId: z.string().nullish(), password: z.string().optional() });
const Auth = z.looseObject({
  passwordCredentials: Credentials.optional(),
  token: z.looseObject({ id: z.string().optional() }).optional(),
  tenantName: z.string().nullish(),
  tenantId: z.string().nullish(),
});
export type Auth = z.output<typeof Auth>;

const Endpoint = z.object({
  id: z.string(),
  region: z.string().nullable(),
  publicURL: z.string().optional(),
  internalURL: z.string().optional(),
  adminURL: z.string().optional(),
});
const Service = z.object({ name: z.string(), type: z.string(), endpoints: z.array(Endpoint), endpoints_links: Links });
export const Access = z.object({
  token: z.object({ id: z.string(), issued_at: z.string(), expires: z.string(), audit_ids: z.array(z.string()), tenant: Tenant.optional() }),
  user: z.object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    roles: z.array(z.object({ name: z.string() })),
    roles_links: Links,
  }),
  serviceCatalog: z.array(Service),
  metadata: z.object({ is_admin: z.literal(0), roles: z.array(z.string()) }),
});
const access = z.object({ access: Access });

const LegacyEndpoint = z.object({ region: z.string().nullable(), publicURL: z.string(), internalURL: z.string(), adminURL: z.string() });
/** Services by their names. */
export const LegacyAuth = z.object({
  token: z.object({ id: z.string(), expires: z.string() }),
  serviceCatalog: z.record(z.string(), z.array(LegacyEndpoint)),
});

const open = { open: true, reads: true, errors: [400, 401] } as const;
export const tokens = resource({
  issue: post('/tokens', { ...open, body: z.looseObject({ auth: Auth.nullish() }), status: 200, returns: access }),
  /** Without an envelope around what is sent, and another one around what is answered. */
  issueLegacy: post('/tokens', {
    ...open,
    when: 'passwordCredentials',
    body: z.looseObject({ passwordCredentials: Credentials, tenantId: z.string().nullish(), tenantName: z.string().nullish() }),
    status: 200,
    returns: z.object({ auth: LegacyAuth }),
  }),
  validate: get('/tokens/{token_id}', {
    policy: 'admin_required',
    query: z.looseObject({ belongsTo: z.string().optional() }),
    status: 200,
    returns: access,
    errors: [401, 403, 404],
  }),
  endpoints: get('/tokens/{token_id}/endpoints', {
    policy: 'admin_required',
    status: 200,
    returns: z.object({ endpoints: z.array(z.object({ ...Endpoint.shape, name: z.string(), type: z.string() })), endpoints_links: Links }),
    errors: [401, 403, 404],
  }),
  revoke: del('/tokens/{token_id}', { policy: 'admin_required', status: 204, errors: [401, 403, 404] }),
});
