/** https://docs.openstack.org/api-ref/compute/#keypairs-keypairs */
import { z } from 'zod';
import { changes, since, until } from '../microversion.ts';
import { del, get, post, resource } from '../operation.ts';
import { Links, Name, page, strings } from './types.ts';

/** Written as upstream has them: its complaints quote them. */
const SPECIAL = new RegExp(String.raw`^[_\- a-zA-Z0-9]+$`);
const MORE_SPECIAL = new RegExp(String.raw`^[_\-\@\. a-zA-Z0-9]+$`);
const Type = z.enum(['ssh', 'x509']);

const keypair = { type: since('2.2', Type.optional()), user_id: since('2.10', z.string().optional()) };
const KeypairCreate = changes({
  '2.1': z.strictObject({ keypair: z.strictObject({ name: Name.regex(SPECIAL), ...keypair, public_key: z.string().optional() }) }),
  '2.92': z.strictObject({ keypair: z.strictObject({ name: Name.regex(MORE_SPECIAL), ...keypair, public_key: z.string() }) }),
});

const user = { user_id: since('2.10', strings) };
/** Whose keypairs, for admins; the first one counts. */
const ofUser = changes({ '2.1': z.object(user), '2.75': z.strictObject(user) });
const filters = { ...user, limit: since('2.35', page.limit), marker: since('2.35', page.marker) };
const paged = changes({ '2.1': z.object(filters), '2.75': z.strictObject(filters) });

const key = { name: z.string(), public_key: z.string(), fingerprint: z.string() };
const MadeKeypair = z.object({ private_key: until('2.91', z.string().optional()), type: since('2.2', Type), ...key, user_id: z.string() });
const Keypair = z.object({
  ...key,
  user_id: z.string(),
  created_at: z.string(),
  deleted: z.boolean(),
  deleted_at: z.null(),
  id: z.int(),
  updated_at: z.null(),
  type: since('2.2', Type),
});
const KeypairPage = z.object({
  keypairs: z.array(z.object({ keypair: z.object({ ...key, type: since('2.2', Type) }) })),
  keypairs_links: since('2.35', Links.optional()),
});

export const keypairs = resource({
  list: get('/os-keypairs', { policy: 'os_compute_api:os-keypairs:index', late: true, query: paged, status: 200, returns: KeypairPage, errors: [400, 403] }),
  show: get('/os-keypairs/{keypair_name}', {
    policy: 'os_compute_api:os-keypairs:show',
    late: true,
    query: ofUser,
    status: 200,
    returns: z.object({ keypair: Keypair }),
    errors: [403, 404],
  }),
  create: post('/os-keypairs', {
    policy: 'os_compute_api:os-keypairs:create',
    late: true,
    body: KeypairCreate,
    status: { '2.1': 200, '2.2': 201 },
    returns: z.object({ keypair: MadeKeypair }),
    errors: [400, 403, 409],
  }),
  delete: del('/os-keypairs/{keypair_name}', {
    policy: 'os_compute_api:os-keypairs:delete',
    late: true,
    query: ofUser,
    status: { '2.1': 202, '2.2': 204 },
    errors: [403, 404],
  }),
});
