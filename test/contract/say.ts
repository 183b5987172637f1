/** What a cloud says to a raw request, in short: the status, and the message where there is one. */
import type { Connection } from '../../client/index.ts';

export type Said = [status: number, message: string | undefined];

/** @param version microversion of Nova's; the oldest without one */
export async function say(as: Connection, method: string, path: string, json?: unknown, version?: string): Promise<Said> {
  const headers = version === undefined ? {} : { 'OpenStack-API-Version': `compute ${version}` };
  const answer = await as.compute.request(method, path, { json, headers });
  const [body] = Object.values((answer.json ?? {}) as Record<string, { message?: string } | undefined>);
  return [answer.status, answer.status < 300 ? undefined : body?.message];
}
/** The same of an action on a server. */
export const act = (as: Connection, serverId: string, body: unknown, version?: string): Promise<Said> =>
  say(as, 'POST', `/servers/${serverId}/action`, body, version);
