/** Time comes from the world. Milliseconds since the epoch, so that a due time is one integer. */

/** `real` runs, `frozen` stands still until it is moved, `auto` stands still and jumps to the next due transition when a client polls. */
export type ClockMode = 'real' | 'frozen' | 'auto';
/** What a clock is after a restart: how far a running one is ahead of the machine's, or where a standing one stands (ms). */
export interface ClockState {
  mode: ClockMode;
  ahead: number;
  at: number;
}

/** The clock of a world. */
export class Clock {
  #state: ClockState;
  constructor(state: Partial<ClockState> = {}) {
    this.#state = { mode: 'real', ahead: 0, at: Date.now(), ...state };
  }
  get mode(): ClockMode {
    return this.#state.mode;
  }
  get state(): ClockState {
    return { ...this.#state };
  }
  now(): number {
    const { mode, ahead, at } = this.#state;
    return mode === 'real' ? Date.now() + ahead : at;
  }
  /** @param milliseconds how far to move on */
  advance(milliseconds: number): void {
    this.set(this.mode, this.now() + milliseconds);
  }
  /** @param time ms since the epoch; the present one unless given */
  set(mode: ClockMode, time = this.now()): void {
    this.#state = { mode, ahead: mode === 'real' ? time - Date.now() : 0, at: time };
  }
}

/** A page of servers shows a hundred times, most of them again and again. */
function remembered(written: (iso: string) => string): (time: number) => string {
  const known = new Map<number, string>();
  return (time) => {
    let text = known.get(time);
    if (text === undefined) {
      if (known.size >= 4096) known.clear();
      known.set(time, (text = written(new Date(time).toISOString())));
    }
    return text;
  };
}
/** `2026-01-01T12:00:00Z`: Nova's, Glance's and Neutron's seconds. @throws RangeError on a time that is none */
export const seconds = remembered((iso) => `${iso.slice(0, 19)}Z`);
/** `2026-01-01T12:00:00.000000Z`: Keystone's and Nova's database times. The clock knows milliseconds. @throws RangeError on a time that is none */
export const micros = remembered((iso) => `${iso.slice(0, 23)}000Z`);
/** `2026-01-01T12:00:00.000000`: the same without a zone. @throws RangeError on a time that is none */
export const naive = remembered((iso) => `${iso.slice(0, 23)}000`);
