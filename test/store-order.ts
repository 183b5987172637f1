/** The order that the store port promises: nulls first, texts by code point, ties by id in the last direction. */
import type { Scalar } from '../server/core/store.ts';

export function compare<T extends { id: string }>(one: T, other: T, sort: readonly (readonly [string, 'asc' | 'desc'])[] = []): number {
  const keys = [...sort, ['id', sort.at(-1)?.[1] ?? 'asc'] as const];
  for (const [column, direction] of keys) {
    const order = rank(one[column as keyof T] as Scalar, other[column as keyof T] as Scalar);
    if (order) return direction === 'asc' ? order : -order;
  }
  return 0;
}
function rank(one: Scalar, other: Scalar): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return Number(one) - Number(other);
}
