/** A seed that does not hold; the message is one line. Whoever loads a section throws it, whoever read the file adds the line. */
export class SeedError extends Error {
  /** From the section to the entry at fault, as far as it is known. */
  path: readonly PropertyKey[];
  /** Of the file, from 1. */
  line = 1;
  constructor(message: string, path: readonly PropertyKey[] = []) {
    super(message);
    this.path = path;
  }
}
