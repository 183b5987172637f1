/** The latest exchanges of a world. What is written down is references only; secrets are left out when it is read. */
import type { Fields } from './fields.ts';
import type { Happened } from './lifecycle.ts';
import { type Subject, subjectOf } from './matching.ts';
import type { Caller } from './policy.ts';

/** Flat, and nothing but text: thousands of them outlive their exchanges. */
export interface Recorded {
  number: number;
  /** World time, ms. */
  at: number;
  /** Milliseconds. */
  took: number;
  service: string;
  /** `compute.servers.create`; undefined where no row was for it. */
  operation: string | undefined;
  caller: Caller;
  method: string;
  url: string;
  microversion: string | undefined;
  requestId: string;
  headers: Fields;
  /** Undefined when it was bytes, or too long to be kept. */
  body: string | undefined;
  status: number;
  fault: boolean;
  answerHeaders: Fields;
  /** Undefined when it was bytes, or too long to be kept. */
  answer: string | undefined;
  transitions: readonly Happened[];
}

/** Longer bodies are not kept. */
export const LONGEST = 65_536;
/** How much text of a world is kept at most, besides the number of exchanges. */
const MOST_TEXT = 4 * 2 ** 20;
const size = ({ body, answer }: Recorded): number => (body?.length ?? 0) + (answer?.length ?? 0) + 512;

export class Journal {
  #entries: Recorded[] = [];
  #from = 0;
  #size = 0;
  #count = 0;
  #listeners = new Set<(entry: Recorded) => void>();
  /** How many exchanges are kept; none with 0. */
  most: number;
  constructor(most: number) {
    this.most = most;
  }

  /** Gives the entry its number. */
  write(entry: Recorded): void {
    if (!this.most) return;
    entry.number = this.#count += 1;
    this.#entries.push(entry);
    this.#size += size(entry);
    while (this.#entries.length - this.#from > this.most || this.#size > MOST_TEXT) this.#drop();
    for (const listener of this.#listeners) listener(entry);
  }
  #drop(): void {
    this.#size -= size(this.#entries[this.#from] as Recorded);
    this.#from += 1;
    // shifting an array of thousands for each exchange would cost more than the exchange
    if (this.#from > 256 && this.#from * 2 > this.#entries.length) {
      this.#entries.splice(0, this.#from);
      this.#from = 0;
    }
  }
  /** From the first that is still there to the latest. */
  entries(): readonly Recorded[] {
    return this.#entries.slice(this.#from);
  }
  clear(): void {
    this.#entries = [];
    this.#from = 0;
    this.#size = 0;
  }
  /** Calls `tell` for each exchange from now on. @returns what ends that */
  follow(tell: (entry: Recorded) => void): () => void {
    this.#listeners.add(tell);
    return () => void this.#listeners.delete(tell);
  }
}

/** Who asked for what, for those who look for an entry. */
export const subjectIn = (entry: Recorded): Subject => subjectOf(entry, () => parsed(entry.body));

/** JSON, or undefined where the text is none. */
export function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
