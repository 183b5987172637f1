/** Parts of a download. `glance/common/wsgi.py` (`get_range_from_request`), `webob/byterange.py` */
import { badRequest, rangeNotSatisfiable } from '../core/errors.ts';

/** First and last byte, both inclusive. */
export interface Range {
  start: number;
  end: number;
}
const refusal = (detail: string) => rangeNotSatisfiable('', { detail });
const outside = (header: string, size: number) =>
  refusal(`Invalid start position in ${header} header. Start position MUST be in the inclusive range [0, ${size - 1}].`);

/**
 * @param range the Range header; several at once are 400
 * @param contentRange the same in a header that is not meant for requests, which Glance still takes
 */
export function rangeOf(range: string | undefined, contentRange: string | undefined, size: number): Range | undefined {
  if (range !== undefined) return parseRange(range, size);
  return contentRange === undefined ? undefined : parseContentRange(contentRange, size);
}

function parseRange(header: string, size: number): Range {
  if (header.includes(',')) {
    throw badRequest('Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests instead.');
  }
  const [, first = '', last = ''] = /^bytes *= *(\d*) *- *(\d*)/i.exec(header) ?? [];
  if (!first && !last) throw refusal('Invalid Range header.');
  // the last no bytes are all of them, as for webob
  if (!first && size > 0) return { start: Number(last) ? Math.max(0, size - Number(last)) : 0, end: size - 1 };
  if (last && Number(last) < Number(first)) throw refusal('Invalid Range header.');
  if (Number(first) >= size) throw outside('Range', size);
  return { start: Number(first), end: Math.min(last ? Number(last) : Infinity, size - 1) };
}

function parseContentRange(header: string, size: number): Range {
  const [, first, last, length] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header) ?? [];
  const impossible = Number(last) < Number(first) || Number(last) >= Number(length === '*' ? Infinity : length);
  if (first === undefined || impossible) throw refusal('Invalid Content-Range header.');
  if (length === '*' && Number(last) >= size) {
    throw refusal(`Invalid stop position in Content-Range header. The stop position MUST be in the inclusive range [0, ${size - 1}].`);
  }
  if (Number(first) >= size) throw outside('Content-Range', size);
  return { start: Number(first), end: Math.min(Number(last), size - 1) };
}
