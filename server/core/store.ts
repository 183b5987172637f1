/**
 * The store port. Rows are JSON documents; the fields that are searched or sorted by are declared, so that an engine can index them.
 * Asynchronous throughout: an engine may be a database in a network. One suite (`test/store.test.ts`) holds for every engine.
 */
export type ColumnType = 'text' | 'integer' | 'boolean';

export interface Collection<Row extends { id: string } = { id: string }> {
  /** Service and noun: `compute_servers`. Changes are counted per service. */
  name: string;
  columns: Record<string, ColumnType>;
  /** Groups of columns that no two rows may share. */
  unique: readonly (readonly string[])[];
  /** Columns to search or sort by together; each column by itself where nothing is said. */
  indexes: readonly (readonly string[])[];
  /** Carries the row's type only. */
  row?: Row;
}
/** @example export const users = collection<UserRow>('identity_users', { name: 'text', domain_id: 'text' }, [['domain_id', 'name']]); */
export const collection = <Row extends { id: string }>(
  name: string,
  columns: Record<string, ColumnType> = {},
  unique: readonly (readonly string[])[] = [],
  indexes: readonly (readonly string[])[] = Object.keys(columns).map((column) => [column]),
): Collection<Row> => {
  const made: Collection<Row> = { name, columns: { id: 'text', ...columns }, unique, indexes };
  collections.set(name, made);
  return made;
};
/** All that were declared, by name. */
export const collections = new Map<string, Collection>();

export type Scalar = string | number | boolean | null;
/** Equality, any of several values (an array), or a comparison. */
export type Condition = Scalar | readonly Scalar[] | { not?: Scalar; gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar };
export type Where = Record<string, Condition | undefined>;

export interface Query<Row> {
  /** Conditions on declared columns, all of which must hold; `undefined` ones are passed over. */
  where?: Where;
  /** Declared columns, most significant first; ties go by id. Nulls come first in ascending order. */
  sort?: readonly (readonly [column: string, direction: 'asc' | 'desc'])[];
  /** Only rows after this one in the order of `sort`. */
  after?: Row;
  limit?: number;
  /** A condition that no column can tell, applied before `limit`. */
  filter?: (row: Row) => boolean;
}

export class DuplicateError extends Error {}

/** Reading and writing, inside one transaction. Rows handed out may be changed by the caller: they are copies. */
export interface Rows {
  get<Row extends { id: string }>(from: Collection<Row>, id: string): Promise<Row | undefined>;
  list<Row extends { id: string }>(from: Collection<Row>, query?: Query<Row>): Promise<Row[]>;
  count(from: Collection, where?: Where): Promise<number>;
  /** Throws DuplicateError when the id or a unique group is taken. */
  insert<Row extends { id: string }>(into: Collection<Row>, row: Row): Promise<Row>;
  /** Replaces the document with the same id; inserts it where there is none. */
  update<Row extends { id: string }>(into: Collection<Row>, row: Row): Promise<Row>;
  remove(from: Collection, id: string): Promise<boolean>;
  /** How many changes the collections of a service (the part of their name before `_`) have seen: a cache keyed by it is never stale. */
  changes(service: string): Promise<number>;
  /** Runs `work` once this transaction is kept, and not when it fails: for what cannot be rolled back. */
  afterCommit(work: () => Promise<void>): void;
  /** Runs `work` when this transaction fails: to undo what is no row. */
  afterRollback(work: () => Promise<void>): void;
}

export interface Store {
  /** Runs reads; they see only what is committed, and change nothing of what they get: it may be the store's own. */
  read<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /** Runs `work` as one transaction: all of it is kept, or, when it throws, nothing. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  /** The whole content, for the engine that made it. */
  serialize(): Promise<Uint8Array>;
  /** A store in memory with the same content, e.g. for a fork: neither sees what the other writes from then on. */
  copy(): Promise<Store>;
  close(): Promise<void>;
}
