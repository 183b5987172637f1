/** Texts of characters that can be printed. `nova/api/validation/parameter_types.py: valid_description_regex` */
import { z } from 'zod';

/** Upstream looks at the first plane only, and Python's `$` overlooks a line's end. */
const PRINTABLE = /^[^\p{C}\p{Zl}\p{Zp}\u{10000}-\u{10ffff}]*\n?$/u;
/** One more than the last character that upstream looks at. */
const END = 0xffff;

/** The complaint lists the characters, in ranges: of the Unicode that is known here, as upstream of that which its Python knows. */
function ranges(): string {
  const list: [first: number, last: number][] = [];
  for (let unit = 0; unit < END; unit++) {
    if (unit === 10 || !PRINTABLE.test(String.fromCharCode(unit))) continue;
    const range = list.at(-1);
    if (range?.[1] === unit - 1) range[1] = unit;
    else list.push([unit, unit]);
  }
  return list.map(([first, last]) => (first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`)).join('');
}
/** As Python's `re.escape`. */
const escaped = (unit: number): string =>
  String.fromCharCode(unit).replace(/[\s()[\]{}?*+\-|^$\\.&~#]/, (character) => (character === '\u00a0' ? character : `\\${character}`));

let known: string | undefined;
/** A string without control characters, line breaks and what has no meaning. */
export const printable = () =>
  z.string().superRefine((text, context) => {
    if (PRINTABLE.test(text)) return;
    known ??= ranges();
    context.addIssue({ code: 'invalid_format', format: 'regex', pattern: `/^[${known}]*$/` });
  });
