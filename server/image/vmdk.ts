/** VMware's VMDK, as far as it is one file: monolithicSparse and streamOptimized. oslo.utils' `imageutils/format_inspector.py`, `VMDKInspector` */
import type { Sample, Verdict } from './disk-formats.ts';

const SECTOR = 512;
/** Of the descriptor, as QEMU has it. */
const MAX_DESCRIPTOR = 2 ** 20 - 1;
/** What is wanted of the start of the stream. */
export const VMDK_HEAD = SECTOR + MAX_DESCRIPTOR;
const AT_END = 0xffff_ffff_ffff_ffffn;
const [END_OF_STREAM, FOOTER] = [0, 3];

interface Header {
  version: number;
  sectors: bigint;
  descriptorAt: bigint;
  descriptorSectors: bigint;
  directory: bigint;
}
const hasMagic = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'KDMV';
const headerOf = (bytes: Buffer): Header => ({
  version: bytes.readUInt32LE(4),
  sectors: bytes.readBigUInt64LE(12),
  descriptorAt: bytes.readBigUInt64LE(28),
  descriptorSectors: bytes.readBigUInt64LE(36),
  directory: bytes.readBigUInt64LE(56),
});

/** A disk with a header, or a text that describes one. */
export const isVmdk = ({ head }: Sample): boolean => hasMagic(head) || (isText(head.subarray(0, SECTOR)) && typeOf(textOf(head)) !== undefined);

/** Printable characters and white space. */
const isText = (bytes: Buffer): boolean => bytes.length >= 64 && bytes.every((byte) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));
/** In lower case, up to the first zero; empty where it is no ASCII. */
function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  const text = bytes.subarray(0, end === -1 ? undefined : end);
  return text.every((byte) => byte < 128) ? text.toString('latin1').toLowerCase() : '';
}
const typeOf = (descriptor: string): string | undefined => /createtype="([^"]{0,63})"/.exec(descriptor)?.[1];
const isSupported = (descriptor: string): boolean => ['monolithicsparse', 'streamoptimized'].includes(typeOf(descriptor) ?? '');

/** The text that describes the disk; undefined where the stream ends before. */
function descriptorOf(head: Buffer): string | undefined {
  if (!hasMagic(head)) return textOf(head);
  const { version, descriptorAt, descriptorSectors } = headerOf(head);
  if (![1, 2, 3].includes(version) || descriptorAt !== 1n) return '';
  const end = SECTOR + Math.min(Number(descriptorSectors) * SECTOR, MAX_DESCRIPTOR);
  return head.length < end ? undefined : textOf(head.subarray(SECTOR, end));
}

/** Bytes of the disk; 0 where that cannot be told. */
export function vmdkSize({ head }: Sample): number {
  if (!hasMagic(head) || head.length < 64) return 0;
  return isSupported(descriptorOf(head) ?? '') ? Number(headerOf(head).sectors) * SECTOR : 0;
}

/** Safe is only a disk whose description names no other files, and which does not say something else at its end. */
export function checkVmdk({ head, tail, size }: Sample): Verdict {
  if (head.length < 64) return 'incomplete';
  const descriptor = descriptorOf(head);
  if (descriptor === undefined) return 'incomplete';
  if (!isSupported(descriptor) || !linesSafe(descriptor)) return 'unsafe';
  if (!hasMagic(head) || headerOf(head).directory !== AT_END) return 'safe';
  if (size < 3 * SECTOR) return 'incomplete';
  return footerSafe(headerOf(head), tail) ? 'safe' : 'unsafe';
}

/** Every line has to be understood. */
function linesSafe(descriptor: string): boolean {
  const lines = descriptor
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#') && !line.startsWith('ddb') && !/^[^ =]*=/.test(line));
  return lines.length > 0 && lines.every((line) => /^(?:rw|rdonly|noaccess)(?: |$)/.test(line) && !line.includes('/'));
}

/** The last three sectors: a marker, a second header that takes precedence over the first, and the end of the stream. */
function footerSafe(header: Header, tail: Buffer): boolean {
  const isMarker = (sector: Buffer, type: number): boolean =>
    sector.readUInt32LE(8) === 0 && sector.readUInt32LE(12) === type && sector.subarray(16).every((byte) => byte === 0);
  const [marker, second, last] = [0, 1, 2].map((n) => tail.subarray(n * SECTOR, (n + 1) * SECTOR)) as [Buffer, Buffer, Buffer];
  const footer = headerOf(second);
  const same = footer.version === header.version && footer.descriptorAt === header.descriptorAt && footer.descriptorSectors === header.descriptorSectors;
  if (!hasMagic(second) || !same || footer.directory === AT_END) return false;
  return isMarker(marker, FOOTER) && isMarker(last, END_OF_STREAM) && last.readBigUInt64LE(0) === 0n;
}
