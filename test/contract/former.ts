/** Rows of APIs that no cloud serves any more: the client does not know them, so their contracts send the requests themselves. */
import { expect } from 'vitest';
import type { Connection } from '../../client/index.ts';
import type { Operation } from '../../contracts/operation.ts';
import type { Service } from '../../contracts/service.ts';

/** Why their contracts are the emulator's alone. */
export const FORMER = 'no cloud serves this version any more';

interface Sent {
  params?: Record<string, string>;
  query?: string;
  json?: unknown;
  body?: string;
  headers?: Record<string, string>;
  /** Between the root and the path, where the API has a project there. */
  project?: string | undefined;
  /** Another status than that of success. */
  status?: number;
}
interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  json: any;
}

/** Sends what a row is for; its status, and what it says of the answer, must hold. */
export async function former(client: Connection, { type, root }: Service, row: Operation, sent: Sent = {}): Promise<Answer> {
  const { params = {}, query = '', json, body, headers, project, status = row.status } = sent;
  const path = row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? '')) + query;
  const options = { root: project === undefined ? root : `${root}/${project}`, ...(json !== undefined && { json }), ...(body !== undefined && { body }) };
  const answer: Answer = await client[type].request(row.method, path, { ...options, ...(headers && { headers }) });
  expect(`${row.method} ${path}: ${answer.status} ${answer.status === status ? '' : answer.text}`).toBe(`${row.method} ${path}: ${String(status)} `);
  if (answer.status !== row.status) expect(row.errors).toContain(answer.status);
  else if (row.returns && answer.json !== undefined) row.returns.parse(answer.json);
  return answer;
}
