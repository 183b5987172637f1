/** Passwords are kept as scrypt hashes in passlib's form. `keystone/common/password_hashers/scrypt.py` */
import { hash as digest, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Ids } from '../core/ids.ts';

/** Modest, so that a cloud with ten users starts in milliseconds: 2^LOG_N rounds take about 2 ms. */
const LOG_N = 10;
const derive = (password: string, salt: Uint8Array, logN: number): Buffer => scryptSync(password.normalize('NFC'), salt, 32, { N: 2 ** logN, r: 8, p: 1 });
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** `$scrypt$ln=10,r=8,p=1$SALT$HASH` */
export function hash(password: string, ids: Ids): string {
  const salt = ids.bytes(16);
  return `$scrypt$ln=${LOG_N},r=8,p=1$${text(salt)}$${text(derive(password, salt, LOG_N))}`;
}

/** Passwords found right before, under a key that dies with the process: a second log-in does not pay the hash again. */
const proven = new Set<string>();
const processKey = randomBytes(32).toString('base64');
const MOST = 10_000;

export function verify(password: string, hashed: string): boolean {
  const proof = digest('sha256', `${processKey} ${hashed} ${password}`, 'base64');
  if (proven.has(proof)) return true;
  const [, , options = '', salt = '', expected = ''] = hashed.split('$');
  const logN = Number(/ln=(\d+)/.exec(options)?.[1]);
  const right = timingSafeEqual(derive(password, Buffer.from(salt, 'base64url'), logN), Buffer.from(expected, 'base64url'));
  if (!right) return false;
  if (proven.size >= MOST) proven.clear();
  proven.add(proof);
  return true;
}
