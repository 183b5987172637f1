/** Words that all tables of the control API share. */
import { z } from 'zod';

/** Part of URLs and of file names, also where those know no capitals. */
const pattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const rule = 'a name has 1 to 63 of the characters a-z, 0-9, - and _, and begins with a letter or a digit';
export const WorldName = z.string().regex(pattern, rule).describe('1 to 63 of the characters a-z, 0-9, - and _');
export const SnapshotName = WorldName.describe('Not taken by another snapshot of the world; the same characters');

/** What clients and their libraries can write down. */
const [FIRST, LAST] = [0, Date.UTC(9999, 0)];
export const isTime = (milliseconds: number): boolean => milliseconds >= FIRST && milliseconds < LAST;
/** A point in time. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine((text) => isTime(Date.parse(text)), 'a date is of the years 1970 to 9998')
  .describe('`2030-01-31T12:00:00Z`');
const DURATION = 'a duration is a number of seconds, or days, hours, minutes, seconds and milliseconds: 1d2h30m15s500ms';
/** A number of seconds, or days, hours, minutes, seconds and milliseconds. */
export const Duration = z
  .union([z.number().min(0, DURATION), z.string().regex(/^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/, DURATION)], DURATION)
  .describe('A number of seconds, or e.g. `1d2h30m15s500ms`');

export const Refused = z.object({ error: z.object({ code: z.int(), title: z.string(), message: z.string() }) });
