/** Who a token speaks for. */
import type { Caller } from '../core/policy.ts';
import type { Scope } from '../core/world.ts';
import { type Bearer, bearer, callerOf } from './bearer.ts';

const callers = new WeakMap<Bearer, Caller>();

/** Undefined when the token is unknown, has expired, or has lost what it was issued for. */
export async function authenticate(scope: Scope, token: string): Promise<Caller | undefined> {
  const found = await bearer(scope, token);
  if (!found) return undefined;
  let caller = callers.get(found);
  if (!caller) callers.set(found, (caller = callerOf(found)));
  return caller;
}
