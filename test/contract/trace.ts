/** Notes which operations a test asks the cloud for. Tests of one process run one after the other. */
import type { Microversion } from '../../contracts/microversion.ts';
import type { Fetch } from '../../client/index.ts';
import { operationOf } from './operation-of.ts';

let current: Set<string> | undefined;

/** Puts what `work` asks for into `operations`. */
export async function operationsOf<T>(operations: Set<string>, work: () => Promise<T>): Promise<T> {
  current = operations;
  try {
    return await work();
  } finally {
    current = undefined;
  }
}

/** The same fetch, noting what goes through it. */
export function noted(fetch: Fetch): Fetch {
  return async (request) => {
    const operation = current && (await asked(request));
    if (operation !== undefined) current?.add(operation);
    return fetch(request);
  };
}

async function asked(request: Request): Promise<string | undefined> {
  const { pathname, port } = new URL(request.url);
  const json = /json/.test(request.headers.get('content-type') ?? '') ? await request.clone().text() : '';
  const header = request.headers.get('openstack-api-version')?.split(' ')[1];
  const version = header !== undefined && /^\d+\.\d+$/.test(header) ? (header as Microversion) : undefined;
  return operationOf({ method: request.method, path: pathname, port, keys: keysOf(json), ...(version && { version }) });
}

/** Of a JSON object; none of anything else. */
function keysOf(json: string): string[] {
  try {
    return Object.keys(JSON.parse(json) as object);
  } catch {
    return [];
  }
}
