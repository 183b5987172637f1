/** Violations as Python's jsonschema prints them: with the schema and the value. `jsonschema/exceptions.py` */
import type { Violation } from './dialect.ts';
import { pformat } from './pformat.ts';
import { repr } from './python.ts';

export interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  [keyword: string]: unknown;
}

/** `str(jsonschema.ValidationError)`. @param violation its path starts at the schema's value */
export function printed(schema: JsonSchema, { path, value, message, keyword }: Violation): string {
  let part: JsonSchema | undefined = schema;
  const way: (string | number)[] = [];
  for (const key of path) {
    const [step, next] = below(part, key);
    way.push(...step);
    part = next;
  }
  return [
    message,
    '',
    `Failed validating ${repr(keyword)} in schema${indices(way)}:`,
    indented(pformat(part ?? {}, 72)),
    '',
    `On instance${indices(path)}:`,
    indented(pformat(value, 72)),
  ].join('\n');
}
function below(schema: JsonSchema | undefined, key: string | number): [way: string[], part: JsonSchema | undefined] {
  if (typeof key === 'number') return [['items'], schema?.items];
  const [pattern, part] = Object.entries(schema?.patternProperties ?? {})[0] ?? [];
  return pattern === undefined ? [['properties', key], schema?.properties?.[key]] : [['patternProperties', pattern], part];
}
const indices = (keys: readonly (string | number)[]): string => keys.map((key) => `[${repr(key)}]`).join('');
const indented = (lines: string): string => lines.replaceAll(/^(?=.)/gm, '    ');
