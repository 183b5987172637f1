/** Keys that a world keeps, so that what they have sealed outlives the process. `keystone/common/fernet_utils.py` */
import { createHash } from 'node:crypto';
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';
import { type FernetKey, fernetKey } from './fernet.ts';
import { remember } from './remember.ts';

/** Of tokens and receipts, and of credentials at rest. */
type Name = 'tokens' | 'credentials';
const keys = collection<{ id: string; key: string }>('identity_keys');

/** Once, when the world is seeded. */
export async function makeKeys(scope: Scope): Promise<void> {
  const { world, rows } = scope;
  await rows.insert(keys, { id: 'credentials', key: Buffer.from(world.ids.bytes(32)).toString('base64') });
  await makeTokenKey(scope);
}
/** From the world's ids and its name: the tokens of one world do not hold in another, not even in one with the same ids. */
export async function makeTokenKey({ world, rows }: Scope): Promise<void> {
  const key = createHash('sha256').update(world.ids.bytes(32)).update(world.name).digest('base64');
  await rows.update(keys, { id: 'tokens', key });
}
/** As `cryptography.fernet` takes it, in base64. */
export const keyText = async ({ rows }: Scope, name: Name): Promise<string> => (await rows.get(keys, name))?.key ?? '';
export const keyOf = async (scope: Scope, name: Name): Promise<FernetKey> =>
  remember(scope, `key/${name}`, async () => fernetKey(Buffer.from(await keyText(scope, name), 'base64')));
