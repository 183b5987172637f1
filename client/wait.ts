/** Waiting for a cloud to get somewhere. */
export interface Patience {
  /** Milliseconds altogether; five minutes by default. */
  timeout?: number;
  /** Milliseconds between two looks, at most; the first looks come closer together. */
  interval?: number;
}

/**
 * Loads until the predicate holds, and gives back what was loaded.
 * @throws Error when the time is up, with the last state seen
 * @example await waitFor(() => compute.servers.show({ server_id }), ({ server }) => server.status === 'ACTIVE')
 */
export async function waitFor<T>(
  load: () => Promise<T>,
  predicate: (state: T) => boolean | Promise<boolean>,
  { timeout = 300_000, interval = 1000 }: Patience = {},
): Promise<T> {
  const end = Date.now() + timeout;
  for (let pause = Math.min(interval, 10); ; pause = Math.min(interval, pause * 2)) {
    const state = await load();
    if (await predicate(state)) return state;
    if (Date.now() + pause > end) throw new Error(`not there after ${timeout} ms: ${JSON.stringify(state)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
  }
}
