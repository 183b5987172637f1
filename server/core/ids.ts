/** Ids come from the world, so that a world with a seed gives the same ones twice. */
import { createHash, randomFillSync } from 'node:crypto';

/** Random bytes are fetched in bulk: a system call for every id would cost more than the rest of a small request. */
const pool = Buffer.alloc(4096);
let used = pool.length;
function random(size: number): Uint8Array {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return Uint8Array.prototype.slice.call(pool, used, (used += size));
}

export class Ids {
  #bytes: (size: number) => Uint8Array;
  /** @param seed without one, ids are random */
  constructor(seed?: string) {
    let count = 0;
    this.#bytes = seed === undefined ? random : (size) => createHash('sha512').update(`${seed}/${count++}`).digest().subarray(0, size);
  }
  /** Up to 64 bytes. */
  bytes(size: number): Uint8Array {
    return this.#bytes(size);
  }
  /** 32 hex digits, as Keystone's ids. */
  hex(): string {
    return this.uuid().replaceAll('-', '');
  }
  uuid(): string {
    const bytes = Buffer.from(this.#bytes(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
  /** Letters and digits, e.g. for an `adminPass`. */
  password(length = 12): string {
    const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
    return Array.from(this.#bytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
  }
  /** A fraction from 0 up to, but not including, 1. */
  fraction(): number {
    return Buffer.from(this.#bytes(4)).readUInt32BE() / 2 ** 32;
  }
}
