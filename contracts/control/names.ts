/** Words that all tables of the control API share. */
import { z } from 'zod';

/** Part of URLs and of file names, also where those know no capitals. */
const pattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const rule = 'a name has 1 to 63 of the characters a-z, 0-9, - and _, and begins with a letter or a digit';
export const WorldName = z.string().regex(pattern, rule).describe('1 to 63 of the characters a-z, 0-9, - and _');
export const SnapshotName = WorldName;

/** A point in time. */
export const Instant = z.iso.datetime({ offset: true }).describe('`2030-01-31T12:00:00Z`');
/** A number of seconds, or days, hours, minutes, seconds and milliseconds. */
export const Duration = z
  .union([z.number().min(0), z.string().regex(/^(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/, 'a duration is a number of seconds, or e.g. 1d2h30m15s500ms')])
  .describe('A number of seconds, or e.g. `1d2h30m15s500ms`');

export const Refused = z.object({ error: z.object({ code: z.int(), title: z.string(), message: z.string() }) });
