/** The fields of a message's head, by their names in lower case, as Node has them: what came twice is joined by commas. */
export type Fields = Readonly<Record<string, string | string[] | undefined>>;

/** @param name in lower case */
export function field(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return Array.isArray(value) ? value.join(', ') : value;
}
