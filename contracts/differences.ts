/** Tests that a real cloud is known to fail, each with the reason. One that passes again fails the run, so that the row goes. */
export interface Difference {
  /** `flavors > are listed` */
  test: string;
  reason: string;
}
export const differences: readonly Difference[] = [];
