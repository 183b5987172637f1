/** Passcodes that a device makes of a shared secret and the time. RFC 6238, `keystone/auth/plugins/totp.py` */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Scope } from '../core/world.ts';
import { secretsOf } from './credentials.ts';
import { refused } from './lookups.ts';
import type { UserRow } from './rows.ts';
import { settingsOf } from './settings.ts';

const DIGITS = 6;
const PERIOD = 30_000;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Undefined where the text is not base32. */
function base32(text: string): Buffer | undefined {
  const letters = text.replace(/=+$/, '');
  if (!/^[A-Z2-7]+$/.test(letters)) return undefined;
  const bits = letters.replaceAll(/./g, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** @param time milliseconds */
export function passcode(secret: Buffer, time: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / PERIOD)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** @throws CloudError 401 */
export async function checkPasscode(scope: Scope, user: UserRow, given: string | undefined): Promise<void> {
  const { included_previous_windows: windows } = (await settingsOf(scope)).totp;
  const sent = Buffer.from(given ?? '');
  for (const text of await secretsOf(scope, user.id, 'totp')) {
    const secret = base32(text);
    if (!secret) continue;
    for (let past = 0; past <= windows; past++) {
      const expected = Buffer.from(passcode(secret, scope.now - past * PERIOD));
      if (sent.length === expected.length && timingSafeEqual(sent, expected)) return;
    }
  }
  throw refused();
}
