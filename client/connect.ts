/** A connection to a cloud: its services, each with a typed method per operation. */
import { type Tables, services, tables } from '../contracts/index.ts';
import type { Service, ServiceType } from '../contracts/service.ts';
import { type Bound, type Wiring, bind } from './bind.ts';
import { type Auth, type Cloud, configured } from './config.ts';
import { Discovery } from './discovery.ts';
import { type Fetch, Session, type Token } from './session.ts';

export interface ConnectOptions {
  /** An entry of clouds.yaml; without one and without `auth`, OS_CLOUD or the other OS_* variables say. */
  cloud?: string;
  /** Added to, or instead of, what was configured. */
  auth?: Auth;
  region_name?: string;
  /** `public` by default. */
  interface?: string;
  /** E.g. `createCloud().fetch`, to do without sockets. */
  fetch?: Fetch;
  /** Refuse answers with members or statuses that the contract does not name. */
  strict?: boolean;
}
export type Connection = { [S in ServiceType]: Bound<Tables[S]> } & {
  /** Who asks, and the catalog. */
  whoami: () => Promise<Token>;
  token: () => Promise<string>;
  /** Makes the next request get a new token. */
  forget: () => void;
};

/**
 * Nothing is sent before the first request.
 * @example const { compute } = connect({ cloud: 'lab' }); await compute.at('2.55').flavors.list()
 */
export function connect(options: ConnectOptions = {}): Connection {
  const { cloud: name, auth, fetch = globalThis.fetch, strict = false } = options;
  const known: Cloud = auth?.auth_url ? { auth: {} } : configured(name);
  const region = options.region_name ?? known.region_name;
  const side = options.interface ?? known.interface;
  const cloud: Cloud = { auth: { ...known.auth, ...auth }, ...(region && { region_name: region }), ...(side && { interface: side }) };
  const session = new Session(cloud, fetch);
  const discovery = new Discovery(session);
  const wiring = (service: Service): Wiring => ({
    authorized: (url, init) => session.authorized(url, init),
    origin: () => discovery.origin(service),
    newest: () => discovery.newest(service),
    strict,
  });
  return {
    identity: bind(tables.identity, services.identity, wiring(services.identity)),
    compute: bind(tables.compute, services.compute, wiring(services.compute)),
    image: bind(tables.image, services.image, wiring(services.image)),
    network: bind(tables.network, services.network, wiring(services.network)),
    placement: bind(tables.placement, services.placement, wiring(services.placement)),
    'block-storage': bind(tables['block-storage'], services['block-storage'], wiring(services['block-storage'])),
    whoami: () => session.whoami(),
    token: () => session.token(),
    forget: () => session.forget(),
  };
}
