/** Tokens. https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management */
import { z } from 'zod';
import { types } from '../json-schema.ts';
import { del, get, head, post, resource } from '../operation.ts';
import { AccessRule } from './access-rules.ts';

const Named = z.object({ id: z.string(), name: z.string() });
const Id = z.object({ id: z.string() });
const TrustRole = z.object({
  domain_id: z.string().nullish(),
  description: z.string().nullish(),
  options: z.looseObject({}).optional(),
});
const reference = z.looseObject({ id: z.string().optional(), name: z.string().optional() });
const owned = reference.extend({ domain: reference.optional() });

/** What to log in with and for what; `server/identity/auth-schema.ts` has the same as upstream prints it in its errors. */
const Auth = z.looseObject({
  identity: z.looseObject({
    methods: z.array(z.string()),
    password: z.looseObject({ user: z.looseObject({ ...owned.shape, password: z.string().optional() }).optional() }).optional(),
    token: z.looseObject({ id: z.string() }).optional(),
    application_credential: z.looseObject({ ...reference.shape, secret: z.string().optional(), user: owned.optional() }).optional(),
    totp: z.looseObject({ user: z.looseObject({ ...owned.shape, passcode: z.string().optional() }).optional() }).optional(),
  }),
  scope: types(
    ['object', 'string'],
    z.union([
      z.looseObject({
        project: owned.optional(),
        domain: reference.optional(),
        'OS-TRUST:trust': z.looseObject({ id: z.string().optional() }).optional(),
        system: z.looseObject({ all: z.boolean().optional() }).optional(),
      }),
      z.string(),
    ]),
  ).optional(),
});
export type Auth = z.infer<typeof Auth>;

export const Catalog = z.array(
  z.object({
    endpoints: z.array(
      z.object({
        id: z.string(),
        interface: z.enum(['public', 'internal', 'admin']),
        region_id: z.string().nullable(),
        url: z.string(),
        region: z.string().nullable(),
      }),
    ),
    id: z.string(),
    type: z.string(),
    name: z.string(),
  }),
);

export const Token = z.object({
  methods: z.array(z.string()),
  user: Named.extend({ domain: Named, password_expires_at: z.string().nullable() }),
  audit_ids: z.array(z.string()),
  expires_at: z.iso.datetime(),
  issued_at: z.iso.datetime(),
  project: Named.extend({ domain: Named }).optional(),
  is_domain: z.boolean().optional(),
  domain: Named.optional(),
  'OS-TRUST:trust': z.object({ id: z.string(), trustor_user: Id, trustee_user: Id, impersonation: z.boolean() }).optional(),
  /** Those that a trust lends come with all that they are. */
  roles: z.array(Named.extend({ ...TrustRole.shape })).optional(),
  application_credential: z
    .object({ id: z.string(), name: z.string(), restricted: z.boolean(), access_rules: z.array(AccessRule.omit({ links: true })).optional() })
    .optional(),
  system: z.object({ all: z.literal(true) }).optional(),
  catalog: Catalog.optional(),
  service_providers: z.array(z.object({ auth_url: z.string(), id: z.string(), sp_url: z.string() })).optional(),
});

const query = z.looseObject({ nocatalog: z.string().optional(), allow_expired: z.string().optional() });
const revoking = z.looseObject({ cascade: z.string().optional() });
const headers = ['x-subject-token'];

export const tokens = resource({
  issue: post('/auth/tokens', {
    open: true,
    reads: true,
    query,
    body: z.looseObject({ auth: Auth.nullish() }),
    status: 201,
    returns: z.object({ token: Token }),
    headers,
    errors: [400, 401, 403, 404],
  }),
  validate: get('/auth/tokens', {
    policy: 'identity:validate_token',
    late: true,
    query,
    status: 200,
    returns: z.object({ token: Token }),
    headers,
    errors: [401, 403, 404],
  }),
  check: head('/auth/tokens', {
    policy: 'identity:check_token',
    late: true,
    query,
    status: 200,
    returns: z.object({ token: Token }),
    headers,
    errors: [401, 403, 404],
  }),
  revoke: del('/auth/tokens', { policy: 'identity:revoke_token', late: true, query: revoking, status: 204, errors: [401, 403, 404] }),
});
