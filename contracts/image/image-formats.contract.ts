import { expect } from 'vitest';
import { contract } from '../../test/contract/contract.ts';

type Write = (view: DataView<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>) => void;
const bytes = (size: number, ...writes: Write[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(size);
  for (const write of writes) write(new DataView(all.buffer), all);
  return all;
};
/** Characters of one byte each. */
const text =
  (at: number, characters: string): Write =>
  (_, all) => {
    for (let n = 0; n < characters.length; n++) all[at + n] = characters.charCodeAt(n);
  };

const qcow2 = (version: number, ...writes: Write[]) =>
  bytes(
    1024,
    text(0, 'QFI\xfb'),
    (view) => view.setUint32(4, version),
    (view) => view.setBigUint64(24, 7_340_032n),
    ...writes,
  );
const DESCRIPTOR = '# Disk DescriptorFile\nversion=1\ncreateType="monolithicSparse"\nRW 20480 SPARSE "disk.vmdk"\nddb.adapterType = "ide"\n';
/** @param directory where the grain directory is; all ones: at the end */
const header =
  (at: number, descriptorSectors = 1n, directory = 21n): Write =>
  (view, all) => {
    text(at, 'KDMV')(view, all);
    view.setUint32(at + 4, 1, true);
    view.setBigUint64(at + 12, 20_480n, true);
    view.setBigUint64(at + 28, 1n, true);
    view.setBigUint64(at + 36, descriptorSectors, true);
    view.setBigUint64(at + 56, directory, true);
  };
const AT_END = 2n ** 64n - 1n;
const vmdk = (descriptor: string, ...writes: Write[]) => bytes(4096, header(0), text(512, descriptor), ...writes);
const streamed = (...writes: Write[]) =>
  bytes(
    8192,
    header(0, 1n, AT_END),
    text(512, DESCRIPTOR.replace('monolithicSparse', 'streamOptimized')),
    (view) => view.setUint32(8192 - 1536 + 12, 3, true),
    header(8192 - 1024),
    ...writes,
  );
const vhd = bytes(1024, text(0, 'conectix'), (view) => view.setBigUint64(40, 10_485_760n));
const vdi = bytes(
  1024,
  (view) => view.setUint32(0x40, 0xbeda107f, true),
  (view) => view.setBigUint64(0x170, 20_971_520n, true),
);
const iso = bytes(
  40 * 1024,
  text(32 * 1024, '\x01CD001'),
  (view) => view.setUint32(32 * 1024 + 80, 100, true),
  (view) => view.setUint16(32 * 1024 + 128, 2048, true),
);
const partition =
  (n: number, type: number): Write =>
  (view, all) => {
    all.set([0, 0, 2, 0, type], 446 + 16 * n);
    view.setUint32(446 + 16 * n + 8, 1, true);
    view.setUint16(510, 0xaa55, true);
  };
const gpt = bytes(1024, partition(0, 0xee));
const together = (one: Uint8Array<ArrayBuffer>, ...writes: Write[]) => bytes(one.length, (_, all) => all.set(one), ...writes);

const ALIEN = (declared: string, found: string) => `Image disk_format ${declared} does not match stream data ${found}`;
const UNSAFE = 'Image failed safety checks';
const CUT = 'Incomplete file cannot be safety checked';

/** What is uploaded, as what, and the size of the disk inside or the refusal. */
const CASES: Record<string, [declared: string, content: Uint8Array<ArrayBuffer>, expected: number | null | string]> = {
  'a qcow2': ['qcow2', qcow2(3), 7_340_032],
  'a qcow2 said to be raw': ['raw', qcow2(3), 1024],
  'a qcow2 with a backing file': ['qcow2', qcow2(3, (view) => view.setBigUint64(8, 512n)), UNSAFE],
  'a qcow2 with a backing file said to be raw': ['raw', qcow2(3, (view) => view.setBigUint64(8, 512n)), UNSAFE],
  'a qcow2 with its data elsewhere': ['qcow2', qcow2(3, (view) => view.setUint8(0x4f, 4)), UNSAFE],
  'a qcow2 with features to come': ['qcow2', qcow2(3, (view) => view.setUint8(0x4f, 16)), UNSAFE],
  'a qcow2 of version 1': ['qcow2', qcow2(1), UNSAFE],
  'zeros said to be a qcow2': ['qcow2', bytes(1024), ALIEN('qcow2', 'raw')],
  'a qed': ['raw', bytes(1024, text(0, 'QED\0')), UNSAFE],
  'a vhd': ['vhd', vhd, 10_485_760],
  'a vhd that is cut': ['vhd', vhd.slice(0, 100), CUT],
  'a vhd said to be a vdi': ['vdi', vhd, ALIEN('vdi', 'vhd')],
  'a vdi': ['vdi', vdi, 20_971_520],
  'an iso': ['iso', iso, 204_800],
  'an iso that boots like a disk': ['iso', together(iso, partition(0, 0xee)), 204_800],
  'a partitioned disk': ['raw', gpt, 1024],
  'a partitioned disk with one more partition': ['raw', together(gpt, partition(1, 0x83)), UNSAFE],
  'a kernel that begins like a disk': ['aki', bytes(1024, (view) => view.setUint16(510, 0xaa55, true)), ALIEN('aki', 'gpt')],
  'a kernel': ['aki', bytes(1024), null],
  'two formats at once': ['qcow2', together(qcow2(3), partition(0, 0xee)), 'Multiple formats detected: qcow2,gpt'],
  'a vmdk': ['vmdk', vmdk(DESCRIPTOR), 10_485_760],
  'a vmdk of several files': ['vmdk', vmdk(DESCRIPTOR.replace('monolithicSparse', 'twoGbMaxExtentSparse')), UNSAFE],
  'a vmdk that names a path': ['vmdk', vmdk(DESCRIPTOR.replace('disk.vmdk', '/etc/passwd')), UNSAFE],
  'a vmdk with a line that says nothing known': ['vmdk', vmdk(`${DESCRIPTOR}do as I say\n`), UNSAFE],
  'a vmdk without an extent': ['vmdk', vmdk(DESCRIPTOR.replace(/^RW.*\n/m, '')), UNSAFE],
  'a vmdk without a description': ['vmdk', vmdk(''), UNSAFE],
  'a vmdk that is cut': ['vmdk', vmdk(DESCRIPTOR, header(0, 20n)), CUT],
  'a streamed vmdk': ['vmdk', streamed(), 10_485_760],
  'a streamed vmdk with another description at its end': ['vmdk', streamed(header(8192 - 1024, 2n)), UNSAFE],
  'a streamed vmdk with a footer of its footer': ['vmdk', streamed(header(8192 - 1024, 1n, AT_END)), UNSAFE],
  'a streamed vmdk without the marker of its end': ['vmdk', streamed((view) => view.setUint32(8192 - 512 + 12, 9, true)), UNSAFE],
  'a text that describes a vmdk': ['raw', new TextEncoder().encode(DESCRIPTOR.replace('monolithicSparse', 'vmfs')), UNSAFE],
  'a text that describes nothing': ['raw', new TextEncoder().encode('#'.repeat(600)), 600],
  'a luks': ['raw', bytes(1024, text(0, 'LUKS\xba\xbe'), (view) => view.setUint16(6, 1)), 1024],
  'a luks of version 2': ['raw', bytes(1024, text(0, 'LUKS\xba\xbe'), (view) => view.setUint16(6, 2)), UNSAFE],
};

contract('formats of images', { needs: ['admin'] }, (it) => {
  for (const [what, [disk_format, content, expected]] of Object.entries(CASES)) {
    it(`are told from the content: ${what}`, async ({ admin, name, later }) => {
      const { id: image_id } = await admin.image.images.create({ body: { name: name('image'), disk_format: disk_format as 'raw', container_format: 'bare' } });
      later(() => admin.image.images.delete({ image_id }));
      const headers = { 'content-type': 'application/octet-stream' };
      const { status, json } = await admin.image.request('PUT', `/images/${image_id}/file`, { headers, body: content });
      const { size, virtual_size, ...image } = await admin.image.images.show({ image_id });
      if (typeof expected !== 'string') return expect([status, image.status, size, virtual_size]).toEqual([204, 'active', content.length, expected]);
      expect([status, json?.message.split('<br /><br />\n')[1], image.status, size]).toEqual([415, expect.stringMatching(sentence(expected)), 'queued', null]);
    });
  }
});

/** The order of several formats is chance. */
const sentence = (text: string): RegExp => new RegExp(text.includes(',') ? `^Multiple formats detected: (?:${text.split(': ')[1]}|gpt,qcow2)$` : `^${text}$`);
