/** What engines with one connection share: transactions wait for each other, and reads wait for an open transaction. */
import type { Collection, Rows, Store } from '../core/store.ts';

/** How an engine reads and writes; it is only asked to when it is its turn. */
export type Access = Omit<Rows, 'changes' | 'afterCommit' | 'afterRollback'>;
/** How it reads for those who change nothing. */
export type Reads = Pick<Rows, 'get' | 'list'>;

export abstract class OneWriter implements Store {
  /** The end of the transaction under way, if there is one. */
  #busy: Promise<unknown> | undefined;
  /** What is to be done once the open transaction is kept. */
  #afterwards: (() => Promise<void>)[] = [];
  /** What is to be undone when it is not. */
  #undoing: (() => Promise<void>)[] = [];
  #changes = new Map<string, number>();
  /** The open transaction has written. */
  #written = false;
  #rows: Rows | undefined;
  #reading: Rows | undefined;

  protected abstract access: Access;
  protected abstract reads: Reads;
  protected abstract begin(): void;
  protected abstract commit(): void;
  protected abstract rollback(): void;
  protected abstract bytes(): Uint8Array;
  protected abstract duplicate(): Store;
  protected abstract end(): void;

  async read<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    while (this.#busy) await this.#busy;
    return work((this.#reading ??= this.#readOnly()));
  }

  async transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    const [result, afterwards] = await this.#atomically(work);
    for (const further of afterwards) await further();
    return result;
  }

  async serialize(): Promise<Uint8Array> {
    return this.read(async () => this.bytes());
  }
  async copy(): Promise<Store> {
    return this.read(async () => this.duplicate());
  }
  async close(): Promise<void> {
    while (this.#busy) await this.#busy;
    this.end();
  }

  /** To be called for each row that is written. */
  protected changed({ name }: Collection): void {
    const service = name.slice(0, name.indexOf('_'));
    this.#changes.set(service, (this.#changes.get(service) ?? 0) + 1);
    this.#written = true;
  }

  async #atomically<T>(work: (rows: Rows) => Promise<T>): Promise<[T, (() => Promise<void>)[]]> {
    while (this.#busy) await this.#busy;
    let end = () => {};
    this.#busy = new Promise<void>((resolve) => (end = resolve));
    let begun = false;
    try {
      this.#afterwards = [];
      this.#undoing = [];
      this.#written = false;
      this.begin();
      begun = true;
      const result = await work((this.#rows ??= this.#writable()));
      this.commit();
      return [result, this.#afterwards];
    } catch (error) {
      if (begun) this.rollback();
      // whoever has seen a count during the transaction has seen rows that are gone
      if (this.#written) for (const [service, count] of this.#changes) this.#changes.set(service, count + 1);
      for (const undo of this.#undoing) await undo();
      throw error;
    } finally {
      this.#busy = undefined;
      end();
    }
  }

  #changesOf(service: string): number {
    return this.#changes.get(service) ?? 0;
  }
  #writable(): Rows {
    return {
      ...this.access,
      changes: async (service) => this.#changesOf(service),
      afterCommit: (work) => void this.#afterwards.push(work),
      afterRollback: (work) => void this.#undoing.push(work),
    };
  }

  /** Between two reads a transaction may begin, whose rows are not theirs to see. */
  #readOnly(): Rows {
    const { access, reads } = this;
    const committed = async <T>(work: () => Promise<T>): Promise<T> => {
      while (this.#busy) await this.#busy;
      return work();
    };
    const refused = (): never => {
      throw new Error('a row was written outside a transaction');
    };
    return {
      get: (from, id) => (this.#busy ? committed(() => reads.get(from, id)) : reads.get(from, id)),
      list: (from, query) => (this.#busy ? committed(() => reads.list(from, query)) : reads.list(from, query)),
      count: (from, where) => (this.#busy ? committed(() => access.count(from, where)) : access.count(from, where)),
      changes: async (service) => (this.#busy ? committed(async () => this.#changesOf(service)) : this.#changesOf(service)),
      insert: async () => refused(),
      update: async () => refused(),
      remove: async () => refused(),
      afterCommit: refused,
      afterRollback: refused,
    };
  }
}
