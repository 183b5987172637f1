/** Public keys in OpenSSH's format (RFC 4253 6.6, RFC 5656, RFC 8709), their fingerprints, and new RSA keys. Follows `nova/crypto.py`. */
import { type JsonWebKey, X509Certificate, createHash, createPublicKey } from 'node:crypto';
import type { Ids } from '../core/ids.ts';
import { newRsaKey } from './rsa.ts';

const colons = (digest: string): string => digest.match(/../g)?.join(':').toLowerCase() ?? '';

/** MD5 of the key's bytes, as `ssh-keygen -E md5` prints it. Undefined for what is no key. */
export function fingerprint(publicKey: string): string | undefined {
  const [, type, text] = /^(\S+)[ \t]+(\S+)/.exec(publicKey) ?? [];
  // upstream checks the key that it finds, but takes the digest of what follows the first space, if only another space
  const digested = publicKey.split(' ')[1];
  if (type === undefined || text === undefined || digested === undefined || !isKey(type, Buffer.from(text, 'base64'))) return undefined;
  return colons(createHash('md5').update(Buffer.from(digested, 'base64')).digest('hex'));
}

/** SHA-1 of a certificate in PEM. Throws for anything else. */
export const certificateFingerprint = (pem: string): string => new X509Certificate(pem).fingerprint.toLowerCase();

const url = (bytes: Buffer): string => bytes.toString('base64url');
const curve =
  (name: string) =>
  ([, point = Buffer.of()]: Buffer[]): JsonWebKey => {
    const half = (point.length - 1) / 2;
    if (point[0] !== 4) throw new Error('not an uncompressed point');
    return { kty: 'EC', crv: name, x: url(point.subarray(1, 1 + half)), y: url(point.subarray(1 + half)) };
  };
function rsa([e = Buffer.of(), n = Buffer.of()]: Buffer[]): JsonWebKey {
  if (((e.at(-1) ?? 0) & 1) === 0) throw new Error('even exponent');
  return { kty: 'RSA', e: url(e), n: url(n) };
}
/** What the fields after the type make, for each type of key. */
const KINDS: Record<string, { fields: number; jwk: (fields: Buffer[]) => JsonWebKey | undefined }> = {
  'ssh-rsa': { fields: 2, jwk: rsa },
  'ssh-ed25519': { fields: 1, jwk: ([x = Buffer.of()]) => ({ kty: 'OKP', crv: 'Ed25519', x: url(x) }) },
  'ecdsa-sha2-nistp256': { fields: 2, jwk: curve('P-256') },
  'ecdsa-sha2-nistp384': { fields: 2, jwk: curve('P-384') },
  'ecdsa-sha2-nistp521': { fields: 2, jwk: curve('P-521') },
  // there is no JWK of a DSA key
  'ssh-dss': { fields: 4, jwk: () => undefined },
};

function isKey(type: string, bytes: Buffer): boolean {
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const [name, ...fields] = strings(bytes) ?? [];
  if (!kind || name?.toString() !== type || fields.length !== kind.fields) return false;
  try {
    const key = kind.jwk(fields);
    if (key) createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
/** The length-prefixed strings that `bytes` consists of; undefined when they do not fill it exactly. */
function strings(bytes: Buffer): Buffer[] | undefined {
  const found: Buffer[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return at === bytes.length ? found : undefined;
}

/** A new RSA key as Nova makes them: private in PKCS#1, public with Nova's comment. */
export async function newKey(ids: Ids): Promise<{ private_key: string; public_key: string }> {
  const privateKey = await newRsaKey(ids);
  const { e = '', n = '' } = privateKey.export({ format: 'jwk' });
  const fields = [Buffer.from('ssh-rsa'), integer(e), integer(n)];
  const blob = Buffer.concat(fields.flatMap((field) => [length(field), field]));
  return {
    private_key: privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
    public_key: `ssh-rsa ${blob.toString('base64')} Generated-by-Nova`,
  };
}
function length({ byteLength }: Buffer): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(byteLength);
  return four;
}
/** A positive number: one that begins with a set bit gets a zero in front. */
function integer(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
