/** Durations as people write them. */
const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** @param duration seconds, or e.g. `1h30m`, as the contract has checked it */
export const milliseconds = (duration: number | string): number =>
  typeof duration === 'number'
    ? Math.round(duration * 1000)
    : [...duration.matchAll(/(\d+)(ms|[dhms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0);
