/** An empty disk in QEMU's format, version 2. https://gitlab.com/qemu-project/qemu/-/blob/master/docs/interop/qcow2.rst */

const CLUSTER_BITS = 16;
const CLUSTER = 2 ** CLUSTER_BITS;
/** So much of a disk is described by one cluster of its table. */
const SPAN = (CLUSTER / 8) * CLUSTER;
const LARGEST = (CLUSTER / 8) * SPAN;

/**
 * An image of a disk on which nothing was written, one cluster each: header, table of reference counts, reference counts, table of clusters.
 * @param virtualSize bytes of the disk. @throws RangeError on more than 4 TiB
 */
export function emptyQcow2(virtualSize: number): Buffer {
  if (!Number.isSafeInteger(virtualSize) || virtualSize < 0 || virtualSize > LARGEST) throw new RangeError(`no size for a qcow2 disk: ${virtualSize}`);
  const disk = Buffer.alloc(4 * CLUSTER);
  disk.write('QFI\xfb', 0, 'latin1');
  disk.writeUInt32BE(2, 4);
  disk.writeUInt32BE(CLUSTER_BITS, 20);
  disk.writeBigUInt64BE(BigInt(virtualSize), 24);
  disk.writeUInt32BE(Math.max(1, Math.ceil(virtualSize / SPAN)), 36);
  disk.writeBigUInt64BE(BigInt(3 * CLUSTER), 40);
  disk.writeBigUInt64BE(BigInt(CLUSTER), 48);
  disk.writeUInt32BE(1, 56);
  disk.writeBigUInt64BE(BigInt(2 * CLUSTER), CLUSTER);
  for (let cluster = 0; cluster < 4; cluster++) disk.writeUInt16BE(1, 2 * CLUSTER + 2 * cluster);
  return disk;
}
