/** Content that is too large for rows, in files beside the store: written and read as streams, never whole in memory. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** What is known of content once it has passed. */
export interface Digest {
  size: number;
  md5: string;
  sha512: string;
}
export interface Blobs {
  /**
   * Keeps content under a new name. When the source fails, nothing is left behind.
   * @param watch sees each chunk as it passes
   */
  write(name: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, watch?: (chunk: Uint8Array) => void): Promise<Digest>;
  /** @param range first and last byte, both inclusive */
  read(name: string, range?: { start: number; end: number }): ReadableStream<Uint8Array>;
  /** No error where there is none. */
  remove(name: string): Promise<void>;
  /** Content that only memory worlds had is gone then. */
  close(): Promise<void>;
}

const UNFINISHED = '.part';
/** Throws on a name that could lead elsewhere. */
function checked(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new Error(`no name for a blob: ${name}`);
  return name;
}

export class FileBlobs implements Blobs {
  #durable: string | undefined;
  #folder: string | undefined;
  /** @param folder made when first needed; without one, a temporary folder */
  constructor(folder?: string) {
    this.#durable = folder;
  }

  async write(name: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, watch?: (chunk: Uint8Array) => void): Promise<Digest> {
    const path = this.#path(name);
    const unfinished = path + UNFINISHED;
    const [md5, sha512] = [createHash('md5'), createHash('sha512')];
    let size = 0;
    try {
      await using file = await open(unfinished, 'wx');
      for await (const chunk of source) {
        size += chunk.byteLength;
        md5.update(chunk);
        sha512.update(chunk);
        watch?.(chunk);
        await file.appendFile(chunk);
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return { size, md5: md5.digest('hex'), sha512: sha512.digest('hex') };
  }

  read(name: string, range: { start?: number; end?: number } = {}): ReadableStream<Uint8Array> {
    return Readable.toWeb(createReadStream(this.#path(name), range)) as ReadableStream<Uint8Array>;
  }

  async remove(name: string): Promise<void> {
    const folder = this.#folder ?? this.#durable;
    if (folder) await rm(join(folder, checked(name)), { force: true });
  }

  async close(): Promise<void> {
    if (this.#folder && !this.#durable) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #path(name: string): string {
    return join((this.#folder ??= this.#open()), checked(name));
  }
  #open(): string {
    if (!this.#durable) return mkdtempSync(join(tmpdir(), 'virga-'));
    mkdirSync(this.#durable, { recursive: true });
    // what a killed process was writing
    for (const name of readdirSync(this.#durable)) if (name.endsWith(UNFINISHED)) rmSync(join(this.#durable, name));
    return this.#durable;
  }
}
