/** What the first bytes of a disk image tell: its format, the size of its disk, whether it is safe. oslo.utils' `imageutils/format_inspector.py` */
import { unsupportedMediaType } from '../core/errors.ts';

interface Format {
  matches: (head: Buffer) => boolean;
  /** Bytes of the disk inside; 0 where it cannot be told. */
  virtualSize: (head: Buffer) => number;
  safe: (head: Buffer) => boolean;
}
const KIB = 1024;
const startsWith = (magic: string) => (head: Buffer) => head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
const complete = (head: Buffer, length = 512): boolean => head.length >= length;
const always = (): boolean => true;

/** By upstream's names. */
const FORMATS: Record<string, Format> = {
  qcow2: {
    matches: (head) => complete(head) && startsWith('QFI\xfb')(head),
    virtualSize: (head) => Number(head.readBigUInt64BE(24)),
    safe: (head) => head.readBigUInt64BE(8) === 0n && (head.readUInt32BE(4) === 2 || (head.readUInt32BE(4) === 3 && qcowFeaturesKnown(head))),
  },
  qed: { matches: (head) => complete(head) && startsWith('QED\0')(head), virtualSize: () => 0, safe: () => false },
  vhd: { matches: startsWith('conectix'), virtualSize: (head) => (complete(head) ? Number(head.readBigUInt64BE(40)) : 0), safe: always },
  vhdx: { matches: startsWith('vhdxfile'), virtualSize: vhdxSize, safe: always },
  vmdk: { matches: startsWith('KDMV'), virtualSize: (head) => (vmdkSafe(head) ? Number(head.readBigUInt64LE(12)) * 512 : 0), safe: vmdkSafe },
  vdi: {
    matches: (head) => complete(head) && head.readUInt32LE(0x40) === 0xbeda107f,
    virtualSize: (head) => Number(head.readBigUInt64LE(0x170)),
    safe: always,
  },
  iso: {
    matches: (head) => complete(head, 34 * KIB) && ['CD001', 'NSR02', 'NSR03'].includes(head.toString('latin1', 32 * KIB + 1, 32 * KIB + 6)),
    virtualSize: (head) => (head[32 * KIB] === 1 ? head.readUInt32LE(32 * KIB + 80) * head.readUInt16LE(32 * KIB + 128) : 0),
    safe: always,
  },
  gpt: {
    matches: (head) => complete(head) && head.readUInt16LE(510) === 0xaa55 && !(head[0x10] === 2 && head[0x15] === 0xf8),
    virtualSize: () => 0,
    safe: partitionsSafe,
  },
  luks: { matches: startsWith('LUKS\xba\xbe'), virtualSize: () => 0, safe: (head) => complete(head, 592) && head.readUInt16BE(6) === 1 },
};

/** Bits 0 to 3 are known; 2 means an external data file. */
const qcowFeaturesKnown = (head: Buffer): boolean => (head.readBigUInt64BE(0x48) & ~0b1011n) === 0n;

/** Follows the region table to the metadata, and the metadata to the size of the disk. */
function vhdxSize(head: Buffer): number {
  const METADATA = '06a27c8b90479a4bb8fe575f050f886e';
  const DISK_SIZE = '2442a52f1bcd7648b2115dbed83bf4b8';
  const find = (table: number, entries: number, first: number, guid: string): number | undefined => {
    for (let n = 0; n < Math.min(entries, 2047); n++) {
      const at = table + first + n * 32;
      if (head.toString('hex', at, at + 16) === guid) return at + 16;
    }
    return undefined;
  };
  const readable = (at: number, length: number): boolean => at + length <= head.length;
  const regions = 192 * KIB;
  if (!readable(regions, 16)) return 0;
  const region = find(regions, head.readUInt32LE(regions + 8), 16, METADATA);
  if (region === undefined || !readable(region, 8)) return 0;
  const metadata = Number(head.readBigUInt64LE(region));
  if (!readable(metadata, 12)) return 0;
  const item = find(metadata, head.readUInt16LE(metadata + 10), 32, DISK_SIZE);
  if (item === undefined || !readable(item, 4)) return 0;
  const size = metadata + head.readUInt32LE(item);
  return readable(size, 8) ? Number(head.readBigUInt64LE(size)) : 0;
}

/** Only a disk in one file, whose description names no other files. */
function vmdkSafe(head: Buffer): boolean {
  if (!complete(head, 1024)) return false;
  const text = head
    .toString('latin1', 512, Math.min(head.length, 512 + Number(head.readBigUInt64LE(36)) * 512))
    .split('\0')[0]
    ?.toLowerCase();
  const type = /createtype="([^"]*)"/.exec(text ?? '')?.[1];
  const extents = (text ?? '').split('\n').filter((line) => /^\s*(?:rw|rdonly|noaccess) /.test(line));
  return ['monolithicsparse', 'streamoptimized'].includes(type ?? '') && extents.length > 0 && extents.every((line) => !line.includes('/'));
}

/** As strict about the partition table as upstream. */
function partitionsSafe(head: Buffer): boolean {
  const entries = [0, 1, 2, 3].map((n) => head.subarray(446 + 16 * n, 462 + 16 * n));
  const used = entries.flatMap((entry, n) => (entry[4] ? [n] : []));
  const protective = entries.filter((entry) => entry[4] === 0xee);
  if (entries.some(([boot]) => boot !== 0 && boot !== 0x80) || !used.length) return false;
  if (protective.length && used.join() !== '0') return false;
  return protective.every((entry) => entry[1] === 0 && entry[2] === 2 && entry[3] === 0 && entry.readUInt32LE(8) === 1);
}

/** Keeps as much of the start of a stream as its format needs. */
export class Head {
  #chunks: Buffer[] = [];
  #length = 0;
  /** @param chunk the next part of the stream */
  see(chunk: Uint8Array): void {
    const wanted = this.#length && startsWith('vhdxfile')(this.#chunks[0] as Buffer) ? 4 * KIB * KIB : 64 * KIB;
    if (this.#length >= wanted) return;
    this.#chunks.push(Buffer.from(chunk.subarray(0, wanted - this.#length)));
    this.#length += this.#chunks.at(-1)?.length ?? 0;
  }
  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/**
 * The size of the disk inside an image that says to be of a format; null where that cannot be told.
 * Throws 415 where the content is of another format, or not safe.
 */
export function inspect(head: Buffer, size: number, declared: string): number | null {
  const matching = Object.keys(FORMATS).filter((name) => FORMATS[name]?.matches(head));
  const [detected = 'raw', ...more] = matching.join() === 'iso,gpt' ? ['iso'] : matching;
  if (more.length) throw refusal(`Multiple formats detected: ${matching.join(', ')}`);
  const known = declared === 'raw' || Object.hasOwn(FORMATS, declared);
  if (detected !== declared && declared !== 'raw' && (known || detected !== 'raw')) {
    throw refusal(`Image disk_format ${declared} does not match stream data ${detected}`);
  }
  const format = FORMATS[detected];
  if (format && !format.safe(head)) throw refusal('Image failed safety checks');
  if (declared === 'raw') return size || null;
  return (format?.virtualSize(head) ?? 0) || null;
}
const refusal = (detail: string) => unsupportedMediaType('', { detail });
