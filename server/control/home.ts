/** Where the worlds of a process are kept on disk: each in a folder of its own, with its snapshots. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { WorldName } from '../../contracts/control/names.ts';

/** Rows and image content, of a world or of a snapshot. */
export interface Place {
  store: string;
  blobs: string;
  /** What is known of it without opening it. */
  facts: string;
  /** Folder of its snapshots. */
  snapshots: string;
}
/** A world is built beside its place and removed from beside it: a killed process leaves a whole world or none. */
const DRAFT = '.virga-new-';
const GONE = '.virga-gone-';

export class Home {
  /** Outlives the process. */
  readonly durable: boolean;
  #root: string | undefined;
  /** The default world's rows, where the data is a file. */
  #file: string | undefined;

  /** @param data a folder; or a file of the default world, beside which the others get a folder; without it, a temporary folder once one is needed */
  constructor(data?: string) {
    this.durable = data !== undefined;
    if (data === undefined) return;
    const isFolder = data.endsWith(sep) || (existsSync(data) && statSync(data).isDirectory());
    this.#root = isFolder ? data : `${data}.worlds`;
    this.#file = isFolder ? undefined : data;
    if (isFolder) mkdirSync(join(data, 'default'), { recursive: true });
    for (const name of this.#folders()) if (name.startsWith(DRAFT) || name.startsWith(GONE)) rmSync(join(this.#root, name), { recursive: true, force: true });
  }

  /** Worlds that are on disk, the default one aside. */
  names(): string[] {
    return this.durable ? this.#folders().filter((name) => name !== 'default' && WorldName.safeParse(name).success && existsSync(this.world(name).facts)) : [];
  }
  world(name: string): Place {
    const own = placeIn(this.#folder(name));
    return name === 'default' && this.#file ? { ...own, store: this.#file, blobs: `${this.#file}.blobs` } : own;
  }

  /** Where a world is built before it takes its name. */
  draft(name: string): Place {
    const folder = join(this.root, DRAFT + name);
    mkdirSync(folder, { recursive: true });
    return placeIn(folder);
  }
  /** Gives what was built its name. */
  finish(name: string): void {
    renameSync(join(this.root, DRAFT + name), this.#folder(name));
  }
  /** What was built is not wanted. */
  discard(name: string): void {
    if (this.#root) rmSync(join(this.#root, DRAFT + name), { recursive: true, force: true });
  }
  remove(name: string): void {
    if (!this.#root || !existsSync(this.#folder(name))) return;
    const gone = join(this.#root, GONE + name);
    renameSync(this.#folder(name), gone);
    rmSync(gone, { recursive: true, force: true });
  }
  /** What only lived as long as the process is gone then. */
  close(): void {
    if (!this.durable && this.#root) rmSync(this.#root, { recursive: true, force: true });
    this.#root = this.durable ? this.#root : undefined;
  }

  get root(): string {
    return (this.#root ??= mkdtempSync(join(tmpdir(), 'virga-')));
  }
  #folder(name: string): string {
    return join(this.root, name);
  }
  #folders(): string[] {
    return this.#root && existsSync(this.#root) ? readdirSync(this.#root) : [];
  }
}
const placeIn = (folder: string): Place => ({
  store: join(folder, 'cloud.sqlite'),
  blobs: join(folder, 'blobs'),
  facts: join(folder, 'facts.json'),
  snapshots: join(folder, 'snapshots'),
});

export const snapshotAt = ({ snapshots }: Place, name: string): Place => placeIn(join(snapshots, name));
/** Names of the snapshots that are on disk. */
export const snapshotsAt = ({ snapshots }: Place): string[] =>
  existsSync(snapshots) ? readdirSync(snapshots).filter((name) => existsSync(placeIn(join(snapshots, name)).facts)) : [];
export const removeSnapshotAt = ({ snapshots }: Place, name: string): void => rmSync(join(snapshots, name), { recursive: true, force: true });

/** Writes what is known of a world or a snapshot; its folder is made. */
export function writeFacts({ facts }: Place, content: unknown): void {
  mkdirSync(dirname(facts), { recursive: true });
  writeFileSync(`${facts}.part`, JSON.stringify(content));
  renameSync(`${facts}.part`, facts);
}
/** Undefined where nothing was written. */
export const readFacts = ({ facts }: Place): unknown => (existsSync(facts) ? JSON.parse(readFileSync(facts, 'utf8')) : undefined);
