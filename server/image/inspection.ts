/** Looks at content as it passes, and tells whether an image may have it. `glance/location.py` (`set_data`) */
import { unsupportedMediaType } from '../core/errors.ts';
import { FORMATS, type Sample, type Verdict, startsWith } from './disk-formats.ts';
import { VMDK_HEAD } from './vmdk.ts';

/** A format that content has, and what it tells by that. */
export interface Found {
  format: string;
  virtual_size: number;
  verdict: Verdict;
}

const TAIL = 1536;
/** How much of the start of a stream its format needs. */
function wanted(head: Buffer): number {
  if (startsWith('vhdxfile')({ head })) return 4 * 2 ** 20;
  return hasTail(head) ? VMDK_HEAD : 64 * 1024;
}
const hasTail = (head: Buffer): boolean => startsWith('KDMV')({ head });

/** Copies as little as it can: what it leaves behind with each chunk adds up to what the process holds. */
export class Inspection {
  #head = Buffer.alloc(0);
  #wanted = 8;
  #tail = Buffer.alloc(0);
  #size = 0;
  /** Bytes so far. */
  get seen(): number {
    return this.#size;
  }
  /** @param chunk the next part of the stream */
  see(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#head.length < this.#wanted) {
      const start = this.#head.length ? this.#head : Buffer.from(chunk.subarray(0, 8));
      this.#wanted = Math.max(this.#wanted, wanted(start));
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, this.#wanted - this.#head.length)]);
    }
    if (hasTail(this.#head)) this.#tail = Buffer.concat([this.#tail, chunk.subarray(-TAIL)]).subarray(-TAIL);
  }
  /** Every format that the stream has. */
  finish(): Found[] {
    const sample: Sample = { head: this.#head, tail: this.#tail, size: this.#size };
    return Object.entries(FORMATS)
      .filter(([, format]) => format.matches(sample))
      .map(([format, { virtualSize, check }]) => ({ format, virtual_size: virtualSize(sample), verdict: check(sample) }));
  }
}

/**
 * The size of the disk inside an image that says to be of a format; null where that cannot be told.
 * Throws 415 where the content is of another format, of several, or not safe.
 */
export function judge(found: readonly Found[], size: number, declared: string): number | null {
  const names = found.map(({ format }) => format);
  // a disc that can be booted from begins like a disk
  const isDisc = names.toSorted().join() === 'gpt,iso';
  if (names.length > 1 && !isDisc) throw refusal(`Multiple formats detected: ${names.join(',')}`);
  const only = isDisc ? found.find(({ format }) => format === 'iso') : found[0];
  const detected = only?.format ?? 'raw';
  const inspectable = declared === 'raw' || Object.hasOwn(FORMATS, declared);
  if (detected !== declared && declared !== 'raw' && (inspectable || detected !== 'raw')) {
    throw refusal(`Image disk_format ${declared} does not match stream data ${detected}`);
  }
  if (only?.verdict === 'incomplete') throw refusal('Incomplete file cannot be safety checked');
  if (only?.verdict === 'unsafe') throw refusal('Image failed safety checks');
  return (declared === 'raw' ? size : (only?.virtual_size ?? 0)) || null;
}
const refusal = (detail: string) => unsupportedMediaType('', { detail });
