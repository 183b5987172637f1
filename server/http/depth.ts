/** How deep a JSON text is nested, told without recursion: what follows would overflow the stack on the deepest of them. */
const LIMIT = 500;

/** Deeper than any API's body; Python's parser gives up at about a thousand. */
export function tooDeep(text: string): boolean {
  if (text.length < LIMIT) return false;
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > LIMIT) return true;
  }
  return false;
}
