/** What the bytes of a disk image tell: its format, the size of its disk, whether it is safe. oslo.utils' `imageutils/format_inspector.py` */
import { vhdxComplete, vhdxSize } from './vhdx.ts';
import { checkVmdk, isVmdk, vmdkSize } from './vmdk.ts';

/** As much of a stream as the formats need. */
export interface Sample {
  head: Buffer;
  /** The last 1536 bytes. */
  tail: Buffer;
  /** Bytes in all. */
  size: number;
}
export type Verdict = 'safe' | 'unsafe' | 'incomplete';
interface Format {
  matches: (sample: Sample) => boolean;
  /** Bytes of the disk inside; 0 where it cannot be told. */
  virtualSize: (sample: Sample) => number;
  check: (sample: Sample) => Verdict;
}

const KIB = 1024;
export const startsWith =
  (magic: string) =>
  ({ head }: Pick<Sample, 'head'>): boolean =>
    head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
const complete = (head: Buffer, length = 512): boolean => head.length >= length;
const harmless = (): Verdict => 'safe';
const judged = (isSafe: boolean): Verdict => (isSafe ? 'safe' : 'unsafe');

/** By upstream's names. */
export const FORMATS: Record<string, Format> = {
  qcow2: {
    matches: (sample) => complete(sample.head) && startsWith('QFI\xfb')(sample),
    virtualSize: ({ head }) => Number(head.readBigUInt64BE(24)),
    // no backing file
    check: ({ head }) => judged(head.readBigUInt64BE(8) === 0n && (head.readUInt32BE(4) === 2 || (head.readUInt32BE(4) === 3 && qcowFeaturesKnown(head)))),
  },
  qed: { matches: (sample) => complete(sample.head) && startsWith('QED\0')(sample), virtualSize: () => 0, check: () => 'unsafe' },
  vhd: {
    matches: startsWith('conectix'),
    virtualSize: ({ head }) => (complete(head) ? Number(head.readBigUInt64BE(40)) : 0),
    check: ({ head }) => (complete(head) ? 'safe' : 'incomplete'),
  },
  vhdx: { matches: startsWith('vhdxfile'), virtualSize: ({ head }) => vhdxSize(head), check: ({ head }) => (vhdxComplete(head) ? 'safe' : 'incomplete') },
  vmdk: { matches: isVmdk, virtualSize: vmdkSize, check: checkVmdk },
  vdi: {
    matches: ({ head }) => complete(head) && head.readUInt32LE(0x40) === 0xbeda107f,
    virtualSize: ({ head }) => Number(head.readBigUInt64LE(0x170)),
    check: harmless,
  },
  iso: {
    matches: ({ head }) => complete(head, 34 * KIB) && ['CD001', 'NSR02', 'NSR03'].includes(head.toString('latin1', 32 * KIB + 1, 32 * KIB + 6)),
    virtualSize: ({ head }) => (head[32 * KIB] === 1 ? head.readUInt32LE(32 * KIB + 80) * head.readUInt16LE(32 * KIB + 128) : 0),
    check: harmless,
  },
  gpt: {
    // a FAT file system looks like one
    matches: ({ head }) => complete(head) && head.readUInt16LE(510) === 0xaa55 && !(head[0x10] === 2 && head[0x15] === 0xf8),
    virtualSize: () => 0,
    check: ({ head }) => judged(partitionsSafe(head)),
  },
  luks: {
    matches: startsWith('LUKS\xba\xbe'),
    virtualSize: () => 0,
    check: ({ head }) => (complete(head, 592) ? judged(head.readUInt16BE(6) === 1) : 'incomplete'),
  },
};

/** Bits 0 to 3 are known; 2 means an external data file. */
const qcowFeaturesKnown = (head: Buffer): boolean => (head.readBigUInt64BE(0x48) & ~0b1011n) === 0n;

/** As strict about the partition table as upstream. */
function partitionsSafe(head: Buffer): boolean {
  const entries = [0, 1, 2, 3].map((n) => head.subarray(446 + 16 * n, 462 + 16 * n));
  const used = entries.flatMap((entry, n) => (entry[4] ? [n] : []));
  const protective = entries.filter((entry) => entry[4] === 0xee);
  if (entries.some(([boot]) => boot !== 0 && boot !== 0x80) || !used.length) return false;
  if (protective.length && used.join() !== '0') return false;
  return protective.every((entry) => entry[1] === 0 && entry[2] === 2 && entry[3] === 0 && entry.readUInt32LE(8) === 1);
}
