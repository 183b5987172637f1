/** The tokens with which consoles are reached. `nova/objects/console_auth_token.py` */
import { collection } from '../core/store.ts';
import type { Scope } from '../core/world.ts';

interface ConsoleToken {
  /** The token itself. */
  id: string;
  server_id: string;
  internal_access_path: string;
  expires_at: number;
}
const tokens = collection<ConsoleToken>('compute_console_tokens', { expires_at: 'integer' });
/** Nova's `[consoleauth] token_ttl`, in milliseconds. */
const LIFETIME = 600_000;

/** @returns the token */
export async function issue({ world, rows, now }: Scope, server_id: string): Promise<string> {
  for (const { id } of await rows.list(tokens, { where: { expires_at: { lt: now } } })) await rows.remove(tokens, id);
  const token = { id: world.ids.uuid(), server_id, internal_access_path: world.ids.uuid(), expires_at: now + LIFETIME };
  return (await rows.insert(tokens, token)).id;
}
export async function validToken({ rows, now }: Scope, id: string): Promise<ConsoleToken | undefined> {
  const token = await rows.get(tokens, id);
  return token && token.expires_at > now ? token : undefined;
}
