/** Rules for several factors, and receipts for those that were shown already. `keystone/auth/core.py: UserMFARulesValidator`, `keystone/receipt` */
import { Encoder, decode } from '@msgpack/msgpack';
import { micros } from '../core/clock.ts';
import type { Context } from '../core/context.ts';
import { CloudError, unauthorized } from '../core/errors.ts';
import { open, seal } from './fernet.ts';
import { keyOf } from './keys.ts';
import { type PackedId, bits, names, packId, unpackId } from './payload.ts';
import { type UserRow, projects } from './rows.ts';
import { settingsOf } from './settings.ts';

/** Keystone's `[receipt] expiration`. */
const LIFETIME = 300_000;
const HEADER = 'openstack-auth-receipt';
const encoder = new Encoder();

/**
 * The methods that count: those just used and those of a receipt.
 * @throws CloudError 401, with a receipt where a rule asks for more
 */
export async function checkFactors(context: Context, user: UserRow, used: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const receipt = context.header(HEADER);
  const methods = receipt === undefined ? used : new Set([...used, ...(await methodsOf(context, user, receipt))]);
  const enforced = user.options['multi_factor_auth_enabled'] !== false;
  const { methods: supported } = (await settingsOf(context)).auth;
  const rules = (enforced ? ((user.options['multi_factor_auth_rules'] ?? []) as string[][]) : [])
    .map((rule) => rule.filter((method) => (supported as string[]).includes(method)))
    .filter((rule) => rule.length > 0);
  if (!rules.length || rules.some((rule) => rule.every((method) => methods.has(method)))) return methods;
  throw await insufficient(
    context,
    user,
    methods,
    rules.filter((rule) => rule.some((method) => methods.has(method))),
  );
}

const absent = (receipt: string): CloudError => unauthorized(`Could not find auth receipt: ${receipt}.`);
async function methodsOf(context: Context, user: UserRow, receipt: string): Promise<readonly string[]> {
  const sealed = open(await keyOf(context, 'tokens'), receipt);
  // a token has more parts
  const parts = sealed ? (decode(sealed.data) as unknown[]) : [];
  if (parts.length !== 3) throw absent(receipt);
  const [id, sum, expiry] = parts as [PackedId, number, number];
  if (unpackId(id) !== user.id || expiry * 1000 <= context.now) throw absent(receipt);
  return names(sum);
}

async function insufficient(context: Context, user: UserRow, methods: ReadonlySet<string>, rules: string[][]): Promise<CloudError> {
  const seconds = Math.floor(context.now / 1000);
  const expires_at = seconds * 1000 + LIFETIME;
  const data = encoder.encode([packId(user.id), bits(methods), expires_at / 1000]);
  const domain = await context.rows.get(projects, user.domain_id);
  const body = {
    receipt: {
      methods: names(bits(methods)).toReversed(),
      user: { id: user.id, name: user.name, domain: { id: user.domain_id, name: domain?.name ?? '' } },
      expires_at: micros(expires_at),
      issued_at: micros(seconds * 1000),
    },
    required_auth_methods: rules,
  };
  const headers = { 'Openstack-Auth-Receipt': seal(await keyOf(context, 'tokens'), data, seconds, context.world.ids.bytes(16)) };
  return new CloudError(401, '', { type: 'document', more: body, headers });
}
