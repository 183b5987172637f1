/** Times as Python's `iso8601` reads them, by which Nova checks and takes those that clients send. */

const DATE = String.raw`(\d{4})(?:(?:-(\d{1,2})|(\d{2})(?!$))(?:(?:-(\d{1,2})|(\d{2}))`;
const TIME = String.raw`[ T](\d{2})(?::?(\d{2}))?(?::?(\d{1,2})(?:[.,](\d+))?)?`;
const ZONE = String.raw`(?:Z|([-+])(\d{2}):?(\d{2})?)?`;
const FORM = new RegExp(`^${DATE}(?:${TIME}${ZONE})?)?)?$`);

/** @returns milliseconds since the epoch, of UTC where no zone is said; undefined for what is no time. `2026`, `2026-03-01`, `20260301T12:00:00,5+02:00` */
export function isoTime(text: string): number | undefined {
  const found = FORM.exec(text);
  if (!found) return undefined;
  const [year, dashed, bare, dashedDay, bareDay, hour = '0', minute = '0', second = '0', fraction = '0'] = found.slice(1);
  const [sign, zoneHours = '0', zoneMinutes = '0'] = found.slice(10);
  const fields = [Number(year), Number(dashed ?? bare ?? 1) - 1, Number(dashedDay ?? bareDay ?? 1), Number(hour), Number(minute), Number(second)] as const;
  const time = Date.UTC(...fields);
  const back = new Date(time);
  const read = [back.getUTCFullYear(), back.getUTCMonth(), back.getUTCDate(), back.getUTCHours(), back.getUTCMinutes(), back.getUTCSeconds()];
  // what rolls over is no date
  if (fields.some((field, n) => field !== read[n])) return undefined;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return time + Math.trunc(Number(`0.${fraction}`) * 1000) - (sign === '-' ? -offset : offset);
}
