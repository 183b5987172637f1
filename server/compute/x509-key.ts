/**
 * Certificates for those who log in with one, and the key that goes with it as PKCS #12. Follows `nova/crypto.py: generate_winrm_x509_cert`,
 * RFC 5280 and RFC 7292. The password is empty, so nothing is encrypted.
 */
import { type KeyObject, createHash, createHmac, createPublicKey, sign } from 'node:crypto';
import type { Ids } from '../core/ids.ts';
import { type Der, bits, integer, nothing, octets, oid, sequence, set, tagged, utcTime, utf8 } from './der.ts';
import { newRsaKey } from './rsa.ts';

const YEARS = 3650 * 86_400_000;
const RSA_SHA256 = sequence(oid('1.2.840.113549.1.1.11'), nothing);
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing);

/** @returns the certificate in PEM as public key, and the private key in base64 */
export async function newX509Key(ids: Ids, userId: string, now: number): Promise<{ private_key: string; public_key: string }> {
  const key = await newRsaKey(ids);
  const certificate = certify(key, userId, ids.bytes(16), now);
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    private_key: pkcs12(key, certificate, ids.bytes(8)).toString('base64'),
    public_key: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** Signed by itself. */
function certify(key: KeyObject, userId: string, serial: Uint8Array, now: number): Der {
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8(userId))));
  const forClients = sequence(oid('2.5.29.37'), octets(sequence(oid('1.3.6.1.5.5.7.3.2'))));
  const principal = tagged(0, oid('1.3.6.1.4.1.311.20.2.3'), tagged(0, utf8(`${userId}@localhost`)));
  const alternative = sequence(oid('2.5.29.17'), octets(sequence(principal)));
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const validity = sequence(utcTime(now), utcTime(now + YEARS));
  const extensions = tagged(3, sequence(forClients, alternative));
  const content = sequence(tagged(0, integer(Buffer.of(2))), integer(positive(serial)), RSA_SHA256, name, validity, name, spki, extensions);
  return sequence(content, RSA_SHA256, bits(sign('sha256', content, key)));
}
const positive = (serial: Uint8Array): Buffer => Buffer.concat([Buffer.of(((serial[0] ?? 0) & 0x7f) | 0x40), serial.subarray(1)]);

const DATA = oid('1.2.840.113549.1.7.1');
const ROUNDS = 2048;
function pkcs12(key: KeyObject, certificate: Der, salt: Uint8Array): Der {
  const keyId = sequence(oid('1.2.840.113549.1.9.21'), set(octets(createHash('sha1').update(certificate).digest())));
  const bag = (type: string, content: Der): Der => sequence(oid(type), tagged(0, content), set(keyId));
  const stored = sequence(oid('1.2.840.113549.1.9.22.1'), tagged(0, octets(certificate)));
  const bags = sequence(bag('1.2.840.113549.1.12.10.1.3', stored), bag('1.2.840.113549.1.12.10.1.1', key.export({ type: 'pkcs8', format: 'der' })));
  const safe = sequence(sequence(DATA, tagged(0, octets(bags))));
  const digest = createHmac('sha256', macKey(salt)).update(safe).digest();
  const mac = sequence(sequence(SHA256, octets(digest)), octets(salt), integer(Buffer.of(ROUNDS >> 8, ROUNDS & 0xff)));
  return sequence(integer(Buffer.of(3)), sequence(DATA, tagged(0, octets(safe))), mac);
}
/** RFC 7292, appendix B, of an empty password, which there is two bytes of zero. */
function macKey(salt: Uint8Array): Buffer {
  const BLOCK = 64;
  const filled = (from: Uint8Array): Buffer => Buffer.from(Array.from({ length: BLOCK }, (_, n) => from[n % from.length] ?? 0));
  let key = Buffer.concat([Buffer.alloc(BLOCK, 3), filled(salt), filled(Buffer.alloc(2))]);
  for (let round = 0; round < ROUNDS; round++) key = createHash('sha256').update(key).digest();
  return key;
}
