/** Dictionaries in queries, as Python writes them: `{'key': 'value'}`. `ast.literal_eval` */

const WORDS: Record<string, string> = { None: 'null', True: 'true', False: 'false' };

/** What the text means; the text itself where it means nothing. */
export function literal(text: string): unknown {
  const json = text.replaceAll(
    /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\b(?:None|True|False)\b/g,
    (part, double: string | undefined, single: string | undefined) => WORDS[part] ?? JSON.stringify((double ?? single ?? '').replaceAll(/\\(.)/g, '$1')),
  );
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return text;
  }
}
