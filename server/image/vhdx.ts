/** Microsoft's VHDX. oslo.utils' `imageutils/format_inspector.py`, `VHDXInspector` */
const METADATA = '06a27c8b90479a4bb8fe575f050f886e';
const DISK_SIZE = '2442a52f1bcd7648b2115dbed83bf4b8';
const REGIONS = 192 * 1024;
const TABLE = 64 * 1024;

/** The region table, and the table of metadata that it leads to, are there. */
export function vhdxComplete(head: Buffer): boolean {
  if (head.length < REGIONS + TABLE) return false;
  const metadata = metadataOf(head);
  return metadata === undefined || head.length >= metadata + 32;
}
/** Follows the region table to the metadata, and the metadata to the size of the disk; 0 where that leads nowhere. */
export function vhdxSize(head: Buffer): number {
  const metadata = metadataOf(head);
  if (metadata === undefined || head.length < metadata + 12) return 0;
  const item = find(head, metadata, head.readUInt16LE(metadata + 10), 32, DISK_SIZE);
  if (item === undefined || head.length < item + 4) return 0;
  const size = metadata + head.readUInt32LE(item);
  return head.length >= size + 8 ? Number(head.readBigUInt64LE(size)) : 0;
}

function metadataOf(head: Buffer): number | undefined {
  if (head.length < REGIONS + 16) return undefined;
  const region = find(head, REGIONS, head.readUInt32LE(REGIONS + 8), 16, METADATA);
  return region === undefined || head.length < region + 8 ? undefined : Number(head.readBigUInt64LE(region));
}
/** Where what follows the GUID of an entry stands. */
function find(head: Buffer, table: number, entries: number, first: number, guid: string): number | undefined {
  for (let n = 0; n < Math.min(entries, 2047); n++) {
    const at = table + first + n * 32;
    if (head.toString('hex', at, at + 16) === guid) return at + 16;
  }
  return undefined;
}
