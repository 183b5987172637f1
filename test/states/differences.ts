/** Where Virga answers otherwise than the real cloud, and why. */

export interface Difference {
  /** All attempts, where none is named. */
  attempts?: readonly string[];
  /** What the real cloud says. */
  real: RegExp;
  ours: RegExp;
  reason: string;
}
export const differences: readonly Difference[] = [];
