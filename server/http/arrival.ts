/** Where a request arrived: which world, which service, which path below the service's origin. */
import type { Place, Service } from '../../contracts/service.ts';

export interface Arrival {
  world: string;
  /** Undefined on the one-port listener, outside every service's prefix. */
  service: Service | undefined;
  /** Path below the origin, without query; as the tables have it, without a project id. */
  path: string;
  /** Nova takes the caller's project id between its root and the path: `/v2.1/{project_id}/servers`. In its first versions that was a name. */
  project: string | undefined;
  /** `http://host:8774` or `http://host:8700/worlds/job-42/compute` */
  origin: string;
  originOf: (place: Place) => string;
  /** At the face of Keystone v2.0 for administrators. */
  forAdmins: boolean;
  listener: Listener;
}

/** As DevStack had it where everything was behind one port. */
const ADMIN_PREFIX = '/identity_admin';

/** Between the root and the path there may be the caller's project id, empty where a client joins two slashes. In Nova's first versions that was a name. */
const PROJECTS: Partial<Record<Place, RegExp>> = {
  compute: /^(\/v2(?:\.1)?(?=\/[0-9a-f-]*\/)|\/v1\.1(?=\/[^/]))\/([^/]*)(?=\/)/,
  // the collections have other letters
  'block-storage': /^(\/v3)\/([0-9a-f-]+)(?=\/)/,
};

/** Glance takes any of its versions for its root: `/v2.5/images`. */
const GLANCE_ROOT = /^\/+v2(?:\.(?:\d|1[0-8]))?(?=\/|$)/;

/** A socket that listens: for one service on its native port, or for all of them by path. */
export interface Listener {
  service?: Place;
  /** Address that it is bound to; undefined in this process. */
  host?: string;
  /** Ports of the services that have one of their own; the catalog names them. */
  ports?: Partial<Record<Place, number>>;
}

/** @param url absolute; @param host the Host header, where the client said one */
export function arrive(url: string, host: string | undefined, services: readonly Service[], listener: Listener): Arrival {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const authority = host ?? url.slice(url.indexOf('//') + 2, start === -1 ? undefined : start);
  const query = url.indexOf('?', start);
  let path = start === -1 ? '/' : url.slice(start, query === -1 ? undefined : query);
  const scheme = url.slice(0, url.indexOf('//') + 2);
  let world = 'default';
  let prefix = '';
  const named = /^\/worlds\/([^/]+)(?=\/|$)/.exec(path);
  if (named) {
    world = named[1] as string;
    prefix = named[0];
    path = path.slice(prefix.length) || '/';
  }
  // to a WSGI server they are the same
  if (path.includes('%')) path = path.replaceAll(/%2f/gi, '/');
  const below = (one: string): boolean => path.startsWith(one) && (path.length === one.length || path[one.length] === '/');
  const ofType = (place: Place | undefined): Service | undefined => services.find(({ type }) => type === (place === 'identity-admin' ? 'identity' : place));
  const adminByPath = below(ADMIN_PREFIX);
  const byPath = adminByPath ? ofType('identity') : services.find(({ prefix }) => below(prefix));
  const service = byPath ?? ofType(listener.service);
  const face = adminByPath ? ADMIN_PREFIX : (byPath?.prefix ?? '');
  path = path.slice(face.length) || '/';
  const hostName = authority.replace(/:\d+$/, '');
  const originOf = (place: Place): string => {
    const port = listener.ports?.[place] ?? (place === 'identity-admin' ? listener.ports?.identity : undefined);
    const path = place === 'identity-admin' ? ADMIN_PREFIX : (ofType(place)?.prefix ?? '');
    return port === undefined ? `${scheme}${authority}${prefix}${path}` : `${scheme}${hostName}:${port}${prefix}`;
  };
  if (service?.type === 'image') path = path.replace(GLANCE_ROOT, '/v2');
  const [whole = '', root = '', project] = (service && PROJECTS[service.type]?.exec(path)) ?? [];
  path = root + path.slice(whole.length);
  const forAdmins = adminByPath || (!byPath && listener.service === 'identity-admin');
  return {
    world,
    service,
    path,
    project: project || undefined,
    origin: `${scheme}${authority}${prefix}${face}`,
    originOf,
    forAdmins,
    listener,
  };
}
