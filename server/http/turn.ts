/**
 * Answers are written together at the end of a turn of the event loop, once all requests that have come are worked on. A client that has many
 * under way is woken once for all of them and not for each, which costs more than most requests do.
 */

/** Milliseconds after which nobody waits any longer for what the others take. */
const LONG = 1;
let turn: { begun: number; end: Promise<void> } | undefined;

/** Resolves when answers are to be written. */
export async function endOfTurn(): Promise<void> {
  const now = performance.now();
  turn ??= { begun: now, end: next() };
  if (now - turn.begun < LONG) await turn.end;
}

const next = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
