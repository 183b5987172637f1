/** Ids come from the world, so that a world with a seed gives the same ones twice. */
import { createHash, randomFillSync, randomUUID } from 'node:crypto';

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

const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Where a sequence of ids stands. A world whose process was killed goes on with the next epoch, so that no id comes twice. */
export interface IdsState {
  seed: string;
  epoch: number;
  count: number;
}

export class Ids {
  #state: IdsState | undefined;
  /** @param from a seed, or where to go on; without either, ids are random */
  constructor(from?: string | IdsState) {
    this.#state = typeof from === 'string' ? { seed: from, epoch: 0, count: 0 } : from && { ...from };
  }
  /** Undefined where ids are random. */
  get state(): IdsState | undefined {
    return this.#state && { ...this.#state };
  }
  /** Up to 64 bytes. */
  bytes(size: number): Uint8Array {
    if (!this.#state) return random(size);
    const { seed, epoch } = this.#state;
    const name = `${seed}/${epoch ? `${epoch}/` : ''}${this.#state.count++}`;
    return createHash('sha512').update(name).digest().subarray(0, size);
  }
  /** 32 hex digits, as Keystone's ids. */
  hex(): string {
    if (!this.#state) return randomUUID().replaceAll('-', '');
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return Buffer.from(bytes).toString('hex');
  }
  uuid(): string {
    if (!this.#state) return randomUUID();
    const hex = this.hex();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
  /** Letters and digits, e.g. for an `adminPass`. */
  password(length = 12): string {
    let password = '';
    for (const byte of this.bytes(length)) password += LETTERS[byte % LETTERS.length];
    return password;
  }
  /** A fraction from 0 up to, but not including, 1. */
  fraction(): number {
    return Buffer.from(this.bytes(4)).readUInt32BE() / 2 ** 32;
  }
}
