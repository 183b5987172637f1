/** The control API of a Virga: worlds, their snapshots, their time. */
import { control as tables } from '../contracts/control/index.ts';
import { TOKEN_HEADER, controlService } from '../contracts/control/service.ts';
import { type Bound, bind } from './bind.ts';
import type { Fetch } from './session.ts';

export interface ControlOptions {
  /** Any address of the cloud: `http://127.0.0.1:5000`, its OS_AUTH_URL. */
  url: string;
  /** What a cloud that listens beyond its own machine has printed at its start. */
  token?: string;
  /** E.g. `createCloud().fetch`, to do without sockets. */
  fetch?: Fetch;
}
export type Control = Bound<typeof tables>;

/**
 * Nothing is sent before the first request. Refusals are `OpenStackError`s.
 * @example const { worlds } = control({ url: 'http://127.0.0.1:5000' }); await worlds.fork({ world: 'default', body: { name: 'job-42' } })
 */
export function control({ url, token, fetch = globalThis.fetch }: ControlOptions): Control {
  const { origin } = new URL(url);
  return bind(tables, controlService, {
    async authorized(target, init) {
      const headers = new Headers(init.headers);
      if (token !== undefined) headers.set(TOKEN_HEADER, token);
      return fetch(new Request(target, { ...init, headers }));
    },
    origin: async () => origin,
    newest: () => Promise.reject(new Error('the control API has no microversions')),
    strict: false,
  });
}
