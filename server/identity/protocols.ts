/** Protocols of identity providers. https://docs.openstack.org/api-ref/identity/v3-ext/#identity-providers `keystone/api/os_federation.py` */
import { protocols as table } from '../../contracts/identity/protocols.ts';
import { type Context, implement } from '../core/context.ts';
import { badRequest, notFound } from '../core/errors.ts';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { stored } from './attributes.ts';
import { identityProviderById } from './identity-providers.ts';
import { linkTo, whole } from './listing.ts';
import { hasMapping } from './mappings.ts';

interface ProtocolRow {
  /** `{provider}/{protocol}` */
  id: string;
  protocol_id: string;
  idp_id: string;
  mapping_id: string;
  remote_id_attribute: string | null;
}
const protocols = collection<ProtocolRow>('identity_protocols', { idp_id: 'text' });

type Named = Context & { params: { idp_id: string; protocol_id: string } };
const keyOf = ({ params: { idp_id, protocol_id } }: Named): string => `${idp_id}/${protocol_id}`;
async function named(context: Named): Promise<ProtocolRow> {
  const protocol = await context.rows.get(protocols, keyOf(context));
  const { idp_id, protocol_id } = context.params;
  if (!protocol) throw notFound(`Could not find federated protocol ${protocol_id} for Identity Provider: ${idp_id}.`);
  return protocol;
}
async function checkMapping(context: Context, id: string): Promise<void> {
  if (!(await hasMapping(context, id))) throw badRequest(`Invalid mapping id: ${id}`);
}

export const protocolHandlers = implement(table, {
  async list(context) {
    const found = await context.rows.list(protocols, { where: { idp_id: context.params.idp_id } });
    return whole(
      context,
      'protocols',
      found.map((row) => ({ ...view(context, row), idp_id: row.idp_id, remote_id_attribute: row.remote_id_attribute })),
    );
  },
  show: async (context) => ({ protocol: view(context, await named(context)) }),
  async put(context) {
    const { mapping_id, remote_id_attribute = null } = context.body.protocol;
    const { idp_id, protocol_id } = context.params;
    await checkMapping(context, mapping_id);
    await identityProviderById(context, idp_id);
    const row = { id: keyOf(context), protocol_id, idp_id, mapping_id, remote_id_attribute };
    if (await context.rows.get(protocols, row.id)) throw stored('federation_protocol', `Duplicate entry found with ID ${protocol_id}`);
    return { protocol: view(context, await context.rows.insert(protocols, row)) };
  },
  async update(context) {
    const { mapping_id = '', remote_id_attribute } = context.body.protocol;
    await checkMapping(context, mapping_id);
    const row = { ...(await named(context)), mapping_id, ...(remote_id_attribute !== undefined && { remote_id_attribute }) };
    return { protocol: view(context, await context.rows.update(protocols, row)) };
  },
  async delete(context) {
    await context.rows.remove(protocols, (await named(context)).id);
  },
});

/** Of a provider that is gone. */
export async function removeProtocolsOf({ rows }: Scope, idp_id: string): Promise<void> {
  for (const { id } of await rows.list(protocols, { where: { idp_id } })) await rows.remove(protocols, id);
}

/** Upstream's links leave out where the protocol is. */
const view = (context: Context, { protocol_id, idp_id, mapping_id }: ProtocolRow) => ({
  id: protocol_id,
  mapping_id,
  links: { self: linkTo(context, 'protocols', protocol_id), identity_provider: linkTo(context, idp_id) },
});
