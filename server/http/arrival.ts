/** Where a request arrived: which world, which service, which path below the service's origin. */
import type { Service, ServiceType } from '../../contracts/service.ts';

export interface Arrival {
  world: string;
  /** Undefined on the one-port listener, outside every service's prefix. */
  service: Service | undefined;
  /** Path below the origin, without query; as the tables have it, without a project id. */
  path: string;
  /** Nova takes the caller's project id between its root and the path: `/v2.1/{project_id}/servers`. */
  project: string | undefined;
  /** `http://host:8774` or `http://host:8700/worlds/job-42/compute` */
  origin: string;
  originOf: (type: ServiceType) => string;
}

/** Empty where a client joins two slashes. */
const PROJECT = /^(\/v2(?:\.1)?)\/([0-9a-f-]*)(?=\/)/;

/** Glance takes any of its versions for its root: `/v2.5/images`. */
const GLANCE_ROOT = /^\/+v2(?:\.(?:\d|1[0-8]))?(?=\/|$)/;

/** A socket that listens: for one service on its native port, or for all of them by path. */
export interface Listener {
  service?: ServiceType;
  /** Address that it is bound to; undefined in this process. */
  host?: string;
  /** Ports of the services that have one of their own; the catalog names them. */
  ports?: Partial<Record<ServiceType, number>>;
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
  const byPath = services.find((service) => path.startsWith(service.prefix) && (path.length === service.prefix.length || path[service.prefix.length] === '/'));
  const service = byPath ?? services.find(({ type }) => type === listener.service);
  if (byPath) path = path.slice(byPath.prefix.length) || '/';
  const hostName = authority.replace(/:\d+$/, '');
  const originOf = (type: ServiceType): string => {
    const port = listener.ports?.[type];
    const other = services.find((candidate) => candidate.type === type);
    return port === undefined ? `${scheme}${authority}${prefix}${other?.prefix ?? ''}` : `${scheme}${hostName}:${port}${prefix}`;
  };
  if (service?.type === 'image') path = path.replace(GLANCE_ROOT, '/v2');
  const project = service?.type === 'compute' ? PROJECT.exec(path) : null;
  if (project) path = `${project[1]}${path.slice(project[0].length)}`;
  return { world, service, path, project: project?.[2] || undefined, origin: `${scheme}${authority}${prefix}${byPath?.prefix ?? ''}`, originOf };
}
