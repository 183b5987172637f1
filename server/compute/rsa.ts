/** New RSA keys. In a deterministic world they come from its ids, like everything that is drawn. */
import { type KeyObject, checkPrime, createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Ids } from '../core/ids.ts';

const BITS = 2048;
const EXPONENT = 65_537n;
const generate = promisify(generateKeyPair);
const isPrime = promisify(checkPrime) as (candidate: bigint) => Promise<boolean>;

/** A private key of 2048 bits. */
export async function newRsaKey(ids: Ids): Promise<KeyObject> {
  return ids.state === undefined ? (await generate('rsa', { modulusLength: BITS })).privateKey : drawn(ids);
}

/** Not for secrets: whoever knows the seed knows the key. */
async function drawn(ids: Ids): Promise<KeyObject> {
  const [p, q] = [await prime(ids), await prime(ids)];
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const key = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, base64(value)]));
  return createPrivateKey({ key: { kty: 'RSA', ...key }, format: 'jwk' });
}

/** Half as long as the key, with its two highest bits set, so that the product is as long as the key. */
async function prime(ids: Ids): Promise<bigint> {
  const bytes = Buffer.concat([ids.bytes(64), ids.bytes(64)]);
  let candidate = BigInt(`0x${bytes.toString('hex')}`) | (3n << BigInt(BITS / 2 - 2)) | 1n;
  while ((candidate - 1n) % EXPONENT === 0n || !(await isPrime(candidate))) candidate += 2n;
  return candidate;
}

/** Euclid's way to the inverse of a number that has no divisor in common with the modulus. */
function inverse(number: bigint, modulus: bigint): bigint {
  let [r, next, t, following] = [modulus, number % modulus, 0n, 1n];
  while (next) [r, next, t, following] = [next, r % next, following, t - (r / next) * following];
  return t < 0n ? t + modulus : t;
}
function base64(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
}
