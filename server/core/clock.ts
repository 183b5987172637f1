/** Time comes from the world. Milliseconds since the epoch, so that a due time is one integer. */
export interface Clock {
  now(): number;
}
export const realClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved. */
export class FrozenClock implements Clock {
  #now: number;
  constructor(start: number) {
    this.#now = start;
  }
  now(): number {
    return this.#now;
  }
  /** @param milliseconds how far to move on */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** `2026-01-01T12:00:00Z`: Nova's, Glance's and Neutron's seconds. */
export const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
/** `2026-01-01T12:00:00.000000Z`: Keystone's and Nova's database times. The clock knows milliseconds. */
export const micros = (time: number): string => `${new Date(time).toISOString().slice(0, 23)}000Z`;
/** `2026-01-01T12:00:00.000000`: the same without a zone. */
export const naive = (time: number): string => micros(time).slice(0, -1);
