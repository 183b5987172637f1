/** What Python's `json.loads` says of a text that is no JSON. `json/decoder.py`, `json/scanner.py` */
const SPACE = /[ \t\n\r]*/y;
// oxlint-disable-next-line no-control-regex -- they must be escaped in JSON
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity/y;

class Complaint extends Error {
  at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** `Expecting value: line 1 column 1 (char 0)` */
export function jsonError(text: string): string {
  try {
    const end = space(text, value(text, space(text, 0)));
    throw new Complaint('Extra data', end);
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    const before = text.slice(0, error.at);
    const line = before.split('\n').length;
    return `${error.message}: line ${line} column ${error.at - before.lastIndexOf('\n')} (char ${error.at})`;
  }
}
function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
const space = (text: string, at: number): number => match(SPACE, text, at) ?? at;

/** Where the value ends that starts here. Nesting beyond this depth is not looked into. */
function value(text: string, at: number, depth = 0): number {
  if (depth > 500) throw new Complaint('Expecting value', at);
  switch (text[at]) {
    case '{':
      return members(text, at + 1, depth);
    case '[':
      return items(text, at + 1, depth);
    case '"':
      return string(text, at);
    default: {
      const end = match(PLAIN, text, at);
      if (end === undefined) throw new Complaint('Expecting value', at);
      return end;
    }
  }
}
function string(text: string, at: number): number {
  const end = match(STRING, text, at);
  if (end === undefined) throw new Complaint('Unterminated string starting at', at);
  return end;
}
function members(text: string, start: number, depth: number): number {
  let at = space(text, start);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (text[at] !== '"') throw new Complaint('Expecting property name enclosed in double quotes', at);
    at = space(text, string(text, at));
    if (text[at] !== ':') throw new Complaint("Expecting ':' delimiter", at);
    at = space(text, value(text, space(text, at + 1), depth + 1));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') throw new Complaint("Expecting ',' delimiter", at);
    at = space(text, at + 1);
  }
}
function items(text: string, start: number, depth: number): number {
  let at = space(text, start);
  if (text[at] === ']') return at + 1;
  for (;;) {
    at = space(text, value(text, at, depth + 1));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') throw new Complaint("Expecting ',' delimiter", at);
    at = space(text, at + 1);
  }
}
