/** Values as Python's `pprint.pformat` lays them out (one space of indent, keys in their order): jsonschema's complaints quote schemas so. */
import { repr } from './python.ts';

/** What is left of the line: where a value starts, and how many characters must follow it. */
interface Place {
  width: number;
  indent: number;
  allowance: number;
  level: number;
}

/** `pformat(value, width=width, sort_dicts=False)` of a JSON value. */
export const pformat = (value: unknown, width = 80): string => lay(value, { width, indent: 0, allowance: 0, level: 0 });

/** Python counts characters, not UTF-16 units. */
const length = (text: string): number => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);

function lay(value: unknown, place: Place): string {
  const flat = repr(value);
  if (length(flat) <= place.width - place.indent - place.allowance) return flat;
  const inner = { ...place, level: place.level + 1 };
  if (typeof value === 'string') return value ? wrapped(value, inner) : flat;
  if (Array.isArray(value)) return `[${items(value, inner, () => '')}]`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).map((key) => `${repr(key)}: `);
    return `{${items(Object.values(value), inner, (n) => keys[n] ?? '')}}`;
  }
  return flat;
}

function items(values: readonly unknown[], place: Place, prefix: (n: number) => string): string {
  const indent = place.indent + 1;
  const last = values.length - 1;
  return values
    .map((value, n) => {
      const before = prefix(n);
      return before + lay(value, { ...place, indent: indent + length(before), allowance: n === last ? place.allowance + 1 : 1 });
    })
    .join(`,\n${' '.repeat(indent)}`);
}

// oxlint-disable-next-line no-control-regex -- str.splitlines() breaks at these
const LINE = /[^\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]|$)/g;

/** A long string as several literals, one a line, in parentheses where nothing else encloses it. */
function wrapped(text: string, place: Place): string {
  const alone = place.level === 1;
  const indent = place.indent + (alone ? 1 : 0);
  const allowance = place.allowance + (alone ? 1 : 0);
  const width = place.width - indent;
  const lines = (text.match(LINE) ?? []).filter(Boolean);
  const chunks = lines.flatMap((line, n) => pieces(line, width, n === lines.length - 1 ? allowance : 0));
  // Python prints the last line alone when there is one piece
  if (chunks.length === 1) return repr(lines.at(-1));
  const body = chunks.join(`\n${' '.repeat(indent)}`);
  return alone ? `(${body})` : body;
}
function pieces(line: string, width: number, allowance: number): string[] {
  if (length(repr(line)) <= width - allowance) return [repr(line)];
  const words = (line.match(/\S*\s*/g) ?? []).filter(Boolean);
  const chunks: string[] = [];
  let current = '';
  for (const [n, word] of words.entries()) {
    const room = n === words.length - 1 ? width - allowance : width;
    if (length(repr(current + word)) > room) {
      if (current) chunks.push(repr(current));
      current = word;
    } else current += word;
  }
  return current ? [...chunks, repr(current)] : chunks;
}
