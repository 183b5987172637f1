/** Cinder's times have no zone; what the database kept has lost its fractions. */
import { naive } from '../core/clock.ts';

/** `2026-01-01T12:00:00.000000` */
export const stored = (time: number): string => naive(Math.floor(time / 1000) * 1000);
export const storedOrNull = (time: number | null): string | null => (time === null ? null : stored(time));
