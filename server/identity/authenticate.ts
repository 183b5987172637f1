/** Who a token speaks for. */
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';

/** Undefined when the token is unknown, has expired, or has lost what it was issued for. */
export async function authenticate(_scope: Scope, _token: string): Promise<Caller | undefined> {
  return undefined;
}
