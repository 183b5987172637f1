/** Which row of the tables a request asks for. */
import { services, tables } from '../../contracts/index.ts';
import { type Microversion, within } from '../../contracts/microversion.ts';
import type { Operation, Resource } from '../../contracts/operation.ts';
import type { Service, ServiceType } from '../../contracts/service.ts';

export interface Asked {
  method: string;
  /** Of the whole URL, without the query. */
  path: string;
  /** Where it went, as far as that is known: a port, or the service itself. */
  port?: string;
  service?: ServiceType;
  version?: Microversion;
  /** Keys of the JSON body. */
  keys?: readonly string[];
}
interface Entry {
  service: Service;
  /** `compute.flavors.list` */
  name: string;
  row: Operation;
  pattern: RegExp;
  parameters: number;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
/** Nova's older roots serve the same tables, with the project's id or without. */
const rootOf = ({ type, root }: Service, row: Operation): string =>
  type === 'compute' && row.root === undefined ? String.raw`/v2(?:\.1)?(?:/[0-9a-f]{32}|/\{project[\w-]*\})?` : escaped(row.root ?? root);
const entries: readonly Entry[] = Object.values(services).flatMap((service: Service) =>
  Object.entries<Resource>(tables[service.type]).flatMap(([noun, rows]) =>
    Object.entries(rows).map(([verb, row]) => {
      const path = escaped(row.path).replaceAll(/\{\w+\}/g, '[^/]+');
      const pattern = new RegExp(`^(?:${service.prefix})?${rootOf(service, row)}${path}$`);
      return { service, name: `${service.type}.${noun}.${verb}`, row, pattern, parameters: row.path.split('{').length };
    }),
  ),
);

/** `compute.flavors.list`; undefined where no row, or more than one service, is meant. */
export function operationOf({ method, path, port, service, version, keys = [] }: Asked): string | undefined {
  const fitting = (wanted: string) => entries.filter(({ row, pattern }) => row.method === wanted && pattern.test(path));
  const head = method === 'HEAD' ? fitting('GET') : [];
  let found = fitting(method).length ? fitting(method) : head;
  if (service) found = found.filter((entry) => entry.service.type === service);
  const telling = found.filter((entry) => path.startsWith(`${entry.service.prefix}/`) || port === String(entry.service.port));
  if (telling.length) found = telling;
  if (new Set(found.map((entry) => entry.service)).size !== 1) return undefined;
  const least = Math.min(...found.map(({ parameters }) => parameters));
  found = found.filter(({ parameters }) => parameters === least);
  const actions = found.filter(({ row }) => row.action !== undefined);
  if (actions.length) found = actions.filter(({ row }) => keys.includes(row.action ?? ''));
  const chosen = found.filter(({ row }) => row.when !== undefined && keys.includes(row.when));
  found = chosen.length ? chosen : found.filter(({ row }) => row.when === undefined);
  return (found.find((entry) => within(version ?? entry.service.versions?.default ?? '1.0', entry.row)) ?? found[0])?.name;
}
