/** Fernet, by its specification: what is sealed here opens with Python's `cryptography.fernet`. https://github.com/fernet/spec */
import { type KeyObject, createCipheriv, createDecipheriv, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const VERSION = 0x80;
/** Version, time and initialization vector. */
const HEAD = 1 + 8 + 16;
const MAC = 32;

/** Made once: OpenSSL takes longer to read a key than to use it. */
export interface FernetKey {
  signing: KeyObject;
  encryption: KeyObject;
}
/** @param bytes 32 of them: the signing key, then the encryption key */
export const fernetKey = (bytes: Buffer): FernetKey => ({ signing: createSecretKey(bytes.subarray(0, 16)), encryption: createSecretKey(bytes.subarray(16)) });

/** @param seconds time of issue; @param iv 16 random bytes. Without padding. */
export function seal(key: FernetKey, data: Uint8Array, seconds: number, iv: Uint8Array): string {
  const head = Buffer.alloc(HEAD);
  head[0] = VERSION;
  head.writeBigUInt64BE(BigInt(seconds), 1);
  head.set(iv, 9);
  const cipher = createCipheriv('aes-128-cbc', key.encryption, iv);
  const signed = Buffer.concat([head, cipher.update(data), cipher.final()]);
  return Buffer.concat([signed, sign(key, signed)]).toString('base64url');
}

/** What was sealed and when (seconds), or undefined where the token is not one of this key. */
export function open(key: FernetKey, token: string): { data: Uint8Array; seconds: number } | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes[0] !== VERSION || bytes.length < HEAD + 16 + MAC || bytes.length % 16 !== (HEAD + MAC) % 16) return undefined;
  const signed = bytes.subarray(0, -MAC);
  if (!timingSafeEqual(sign(key, signed), bytes.subarray(-MAC))) return undefined;
  const decipher = createDecipheriv('aes-128-cbc', key.encryption, bytes.subarray(9, HEAD));
  return { data: Buffer.concat([decipher.update(signed.subarray(HEAD)), decipher.final()]), seconds: Number(bytes.readBigUInt64BE(1)) };
}
const sign = (key: FernetKey, signed: Uint8Array): Buffer => createHmac('sha256', key.signing).update(signed).digest();
