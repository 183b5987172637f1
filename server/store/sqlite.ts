/** The store on SQLite, in a file (write-ahead log). A collection is a table of documents whose declared fields are generated, indexed columns. */
import Database from 'better-sqlite3';
import { type Collection, type Query, type Where, DuplicateError } from '../core/store.ts';
import { type Access, OneWriter, type Reads } from './one-writer.ts';
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

export class SqliteStore extends OneWriter {
  #db: Database.Database;
  #tables = new Map<string, Table>();
  #statements = new Map<string, Database.Statement<unknown[], Doc>>();
  /** The open transaction has made a table. */
  #made = false;
  #begin: Database.Statement;
  #commit: Database.Statement;

  /**
   * @param file a path, or what `serialize()` gave, or `:memory:`
   * @throws when the file is not a database or is locked by another process
   */
  constructor(file: string | Uint8Array = ':memory:') {
    super();
    this.#db = new Database(typeof file === 'string' ? file : Buffer.from(file));
    this.#db.pragma('page_size = 16384');
    this.#db.pragma('locking_mode = EXCLUSIVE');
    // a log beside bytes in memory would not be part of what they are serialized to
    this.#db.pragma(`journal_mode = ${typeof file === 'string' ? 'WAL' : 'MEMORY'}`);
    this.#db.pragma('synchronous = NORMAL');
    this.#begin = this.#db.prepare('BEGIN');
    this.#commit = this.#db.prepare('COMMIT');
  }

  protected access: Access = {
    get: async (from, id) => parse(this.#table(from).get.get(id)),
    list: async (from, query = {}) => this.#list(from, query),
    count: async (from, where = {}) => this.#count(from, where),
    insert: async (into, row) => this.#write(into, this.#table(into).insert, row),
    update: async (into, row) => this.#write(into, this.#table(into).update, row),
    remove: async (from, id) => {
      const { changes } = this.#table(from).remove.run(id);
      if (changes) this.changed(from);
      return changes > 0;
    },
  };
  protected reads: Reads = this.access;
  protected begin(): void {
    this.#made = false;
    this.#begin.run();
  }
  protected commit(): void {
    this.#commit.run();
  }
  protected rollback(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
    if (!this.#made) return;
    this.#tables.clear();
    this.#statements.clear();
  }
  protected bytes(): Uint8Array {
    return this.#db.serialize();
  }
  protected duplicate(): SqliteStore {
    return new SqliteStore(this.bytes());
  }
  protected end(): void {
    this.#db.close();
  }

  #write<R extends Row>(into: Collection<R>, statement: Database.Statement<[string, string]>, row: R): R {
    try {
      statement.run(row.id, JSON.stringify(row));
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) throw new DuplicateError(error.message);
      throw error;
    }
    this.changed(into);
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
    this.#made = true;
    return table;
  }
}
const parse = (row: Doc | undefined) => (row ? JSON.parse(row.doc) : undefined);
