/** Content that is too large for rows, in files beside the store: written and read as streams, never whole in memory. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
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
  /** Of all there is. */
  names(): string[];
  /** Gives another folder all content that it lacks. Content never changes, so the two share it where the file system can. */
  shareWith(folder: () => string): Promise<void>;
}

const UNFINISHED = '.part';
/** Throws on a name that could lead elsewhere. */
function checked(name: string): string {
  if (!/^[\w-]+$/.test(name)) throw new Error(`no name for a blob: ${name}`);
  return name;
}

export class FileBlobs implements Blobs {
  #where: () => string;
  /** Undefined as long as nothing was kept. */
  #folder: string | undefined;
  /** @param where asked when first needed; the folder is made then */
  constructor(where: () => string) {
    this.#where = where;
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
    await rm(join(this.#folder ?? this.#where(), checked(name)), { force: true });
  }

  names(): string[] {
    return contents(this.#folder ?? this.#where()).toSorted();
  }

  async shareWith(folder: () => string): Promise<void> {
    await share(this.#folder ?? this.#where(), folder);
  }

  #path(name: string): string {
    return join((this.#folder ??= this.#open()), checked(name));
  }
  #open(): string {
    const folder = this.#where();
    mkdirSync(folder, { recursive: true });
    // what a killed process was writing
    for (const name of readdirSync(folder)) if (name.endsWith(UNFINISHED)) rmSync(join(folder, name));
    return folder;
  }
}

/** Gives `to`, which is made when there is something to share, all content of the folder `from`. */
export async function share(from: string, to: () => string): Promise<void> {
  for (const name of contents(from)) {
    await mkdir(to(), { recursive: true });
    await link(join(from, name), join(to(), name)).catch(async (error: NodeJS.ErrnoException) => {
      // there already; or a file system without links
      if (error.code !== 'EEXIST') await copyFile(join(from, name), join(to(), name));
    });
  }
}
/** Removes what a folder has and the other has not. */
export async function prune(folder: string, like: string): Promise<void> {
  const kept = new Set(contents(like));
  for (const name of contents(folder)) if (!kept.has(name)) await rm(join(folder, name), { force: true });
}
const contents = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith(UNFINISHED)) : []);
