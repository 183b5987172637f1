/** Records every exchange as HAR 1.2 when VIRGA_HAR names a file. http://www.softwareishard.com/blog/har-12-spec/ */
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { editions } from '../../contracts/index.ts';
import type { Fetch } from '../../client/index.ts';

const file = process.env['VIRGA_HAR'];
/** Every worker has its own part. */
const part = file && `${file}.${process.pid}-${process.env['VITEST_WORKER_ID'] ?? '0'}.part`;

/** The same fetch, noting what goes through it. */
export function recorded(fetch: Fetch): Fetch {
  if (!part) return fetch;
  return async (request) => {
    if (isFormer(request.url)) return fetch(request);
    const started = new Date();
    const sent = await bodyOf(request);
    const response = await fetch(request);
    const received = await bodyOf(response);
    const entry = {
      startedDateTime: started.toISOString(),
      time: Date.now() - started.getTime(),
      request: {
        method: request.method,
        url: request.url,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: headersOf(request.headers),
        queryString: [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value })),
        headersSize: -1,
        bodySize: sent.length,
        ...(sent && { postData: { mimeType: request.headers.get('content-type') ?? '', text: sent } }),
      },
      response: {
        status: response.status,
        statusText: response.statusText,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: headersOf(response.headers),
        content: { size: received.length, mimeType: response.headers.get('content-type') ?? '', text: received },
        redirectURL: '',
        headersSize: -1,
        bodySize: received.length,
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
    appendFileSync(part, `${JSON.stringify(entry)}\n`);
    return response;
  };
}
/** A version of an API that no cloud serves, and so no oracle knows. */
const isFormer = (url: string): boolean => editions.some(({ service: { prefix, root } }) => new URL(url).pathname.startsWith(prefix + root));
/** Text only: bytes of images are no business of the oracle. */
async function bodyOf(message: Request | Response): Promise<string> {
  const type = message.headers.get('content-type') ?? '';
  return message.body && !type.includes('octet-stream') ? message.clone().text() : '';
}
const headersOf = (headers: Headers) => [...headers].map(([name, value]) => ({ name, value }));

const parts = (): string[] => {
  if (!file || !existsSync(dirname(file))) return [];
  const names = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith('.part'));
  return names.sort().map((name) => join(dirname(file), name));
};
/** Clears what an earlier run left. */
export const startRecording = (): void => parts().forEach((path) => rmSync(path));
/** Joins the workers' parts. */
export function finishRecording(): void {
  const paths = parts();
  if (!file || !paths.length) return;
  const entries = paths.flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n')).join(',\n');
  writeFileSync(file, `{"log": {"version": "1.2", "creator": {"name": "virga", "version": "1"}, "entries": [\n${entries}\n]}}\n`);
  paths.forEach((path) => rmSync(path));
}
