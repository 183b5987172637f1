/**
 * The store on SQLite, in memory or in a file (write-ahead log). A collection is a table of documents whose declared fields are generated,
 * indexed columns. One connection; transactions wait for each other, and reads wait for an open transaction.
 */
import Database from 'better-sqlite3';
import { type Collection, type Query, type Rows, type Store, type Where, DuplicateError } from '../core/store.ts';
import { matcher } from '../core/pattern.ts';
import { conditions, order } from './sql.ts';

type Row = { id: string };
type Doc = { doc: string };
interface Table {
  get: Database.Statement<[string], Doc>;
  insert: Database.Statement<[string, string]>;
  update: Database.Statement<[string, string]>;
  remove: Database.Statement<[string]>;
}
const SQL_TYPES = { text: 'TEXT', integer: 'INTEGER', boolean: 'INTEGER' } as const;

export class SqliteStore implements Store {
  #db: Database.Database;
  #tables = new Map<string, Table>();
  #statements = new Map<string, Database.Statement<unknown[], Doc>>();
  #changes = new Map<string, number>();
  /** What the open transaction has made or changed, to be forgotten when it fails. */
  #made = { tables: false, changes: false };
  /** What is to be done once the open transaction is kept. */
  #afterwards: (() => Promise<void>)[] = [];
  /** The end of the transaction under way, if there is one. */
  #busy: Promise<unknown> | undefined;
  #rows: Rows;
  /** The same for reads: between two of them a transaction may begin, whose rows are not theirs to see. */
  #reading: Rows;
  /** The last one asked for. */
  #pattern: { text: string; test: (text: string) => boolean } | undefined;
  #begin: Database.Statement;
  #commit: Database.Statement;

  /**
   * @param file a path, or a serialized database, or `:memory:`
   * @throws when the file is not a database or is locked by another process
   */
  constructor(file: string | Uint8Array = ':memory:') {
    this.#db = new Database(typeof file === 'string' ? file : Buffer.from(file));
    this.#db.pragma('page_size = 16384');
    this.#db.pragma('locking_mode = EXCLUSIVE');
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.function('regexp', { deterministic: true }, (pattern, text) => (typeof text === 'string' && this.#matches(String(pattern), text) ? 1 : 0));
    this.#begin = this.#db.prepare('BEGIN');
    this.#commit = this.#db.prepare('COMMIT');
    this.#rows = {
      get: async (from, id) => parse(this.#table(from).get.get(id)),
      list: async (from, query = {}) => this.#list(from, query),
      count: async (from, where = {}) => this.#count(from, where),
      insert: async (into, row) => this.#write(into, this.#table(into).insert, row),
      update: async (into, row) => this.#write(into, this.#table(into).update, row),
      remove: async (from, id) => {
        const { changes } = this.#table(from).remove.run(id);
        if (changes) this.#changed(from);
        return changes > 0;
      },
      changes: async (service) => this.#changes.get(service) ?? 0,
      afterCommit: (work) => void this.#afterwards.push(work),
    };
    const refused = (): never => {
      throw new Error('a row was written outside a transaction');
    };
    this.#reading = {
      get: (from, id) => this.#committed((rows) => rows.get(from, id)),
      list: (from, query) => this.#committed((rows) => rows.list(from, query)),
      count: (from, where) => this.#committed((rows) => rows.count(from, where)),
      changes: (service) => this.#committed((rows) => rows.changes(service)),
      insert: async () => refused(),
      update: async () => refused(),
      remove: async () => refused(),
      afterCommit: refused,
    };
  }

  /** Reads as soon as no transaction is under way, in the same turn. */
  async #committed<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    while (this.#busy) await this.#busy;
    return work(this.#rows);
  }
  async read<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    while (this.#busy) await this.#busy;
    return work(this.#reading);
  }

  async transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    const [result, afterwards] = await this.#atomically(work);
    for (const further of afterwards) await further();
    return result;
  }
  async #atomically<T>(work: (rows: Rows) => Promise<T>): Promise<[T, (() => Promise<void>)[]]> {
    while (this.#busy) await this.#busy;
    let end = () => {};
    this.#busy = new Promise<void>((resolve) => (end = resolve));
    try {
      this.#made = { tables: false, changes: false };
      this.#afterwards = [];
      this.#begin.run();
      const result = await work(this.#rows);
      this.#commit.run();
      return [result, this.#afterwards];
    } catch (error) {
      if (this.#db.inTransaction) this.#rollback();
      throw error;
    } finally {
      this.#busy = undefined;
      end();
    }
  }

  async serialize(): Promise<Uint8Array> {
    return this.read(async () => this.#db.serialize());
  }
  async close(): Promise<void> {
    while (this.#busy) await this.#busy;
    this.#db.close();
  }

  #rollback(): void {
    this.#db.exec('ROLLBACK');
    if (this.#made.tables) {
      this.#tables.clear();
      this.#statements.clear();
    }
    if (this.#made.changes) for (const [service, count] of this.#changes) this.#changes.set(service, count + 1);
  }

  #changed(collection: Collection): void {
    const service = collection.name.slice(0, collection.name.indexOf('_'));
    this.#changes.set(service, (this.#changes.get(service) ?? 0) + 1);
    this.#made.changes = true;
  }

  #write<R extends Row>(into: Collection<R>, statement: Database.Statement<[string, string]>, row: R): R {
    try {
      statement.run(row.id, JSON.stringify(row));
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) throw new DuplicateError(error.message);
      throw error;
    }
    this.#changed(into);
    return row;
  }

  #list<R extends Row>(from: Collection<R>, query: Query<R>): R[] {
    const { sql, values } = conditions(from, query);
    const statement = this.#prepare(from, `SELECT doc FROM ${from.name}${sql} ORDER BY ${order(from, query.sort)} LIMIT ?`);
    const limit = BigInt(Math.min(query.limit ?? Infinity, Number.MAX_SAFE_INTEGER));
    if (!query.filter) return statement.all(...values, limit).map((row) => JSON.parse(row.doc) as R);
    const found: R[] = [];
    if (query.limit === 0) return found;
    for (const { doc } of statement.iterate(...values, -1n)) {
      const row = JSON.parse(doc) as R;
      if (query.filter(row)) found.push(row);
      if (found.length === query.limit) break;
    }
    return found;
  }

  #matches(pattern: string, text: string): boolean {
    if (this.#pattern?.text !== pattern) this.#pattern = { text: pattern, test: matcher(pattern) };
    return this.#pattern.test(text);
  }

  #count(from: Collection, where: Where): number {
    const { sql, values } = conditions(from, { where });
    const row = this.#prepare(from, `SELECT count(*) AS doc FROM ${from.name}${sql}`).get(...values);
    return Number(row?.doc);
  }

  #prepare(from: Collection, sql: string): Database.Statement<unknown[], Doc> {
    this.#table(from);
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#db.prepare<unknown[], Doc>(sql)));
    return statement;
  }

  #table({ name, columns, unique, indexes }: Collection): Table {
    let table = this.#tables.get(name);
    if (table) return table;
    const generated = Object.entries(columns).filter(([column]) => column !== 'id');
    this.#db.exec(
      `CREATE TABLE IF NOT EXISTS ${name} (id TEXT PRIMARY KEY, doc TEXT NOT NULL${generated
        .map(([column, type]) => `, "${column}" ${SQL_TYPES[type]} GENERATED ALWAYS AS (doc ->> '${column}') STORED`)
        .join('')})`,
    );
    for (const group of indexes) {
      this.#db.exec(`CREATE INDEX IF NOT EXISTS "${name}_${group.join('_')}" ON ${name} (${group.map((c) => `"${c}"`).join(', ')}, id)`);
    }
    for (const group of unique) {
      this.#db.exec(`CREATE UNIQUE INDEX IF NOT EXISTS "${name}_unique_${group.join('_')}" ON ${name} (${group.map((c) => `"${c}"`).join(', ')})`);
    }
    table = {
      get: this.#db.prepare(`SELECT doc FROM ${name} WHERE id = ?`),
      insert: this.#db.prepare(`INSERT INTO ${name} (id, doc) VALUES (?, ?)`),
      update: this.#db.prepare(`INSERT INTO ${name} (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc`),
      remove: this.#db.prepare(`DELETE FROM ${name} WHERE id = ?`),
    };
    this.#tables.set(name, table);
    this.#made.tables = true;
    return table;
  }
}
const parse = (row: Doc | undefined) => (row ? JSON.parse(row.doc) : undefined);
