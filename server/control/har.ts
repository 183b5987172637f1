/** The journal as an HTTP archive. http://www.softwareishard.com/blog/har-12-spec/ */
import type { Entry } from '../../contracts/control/journal.ts';

const pairs = (headers: Record<string, string>): { name: string; value: string }[] => Object.entries(headers).map(([name, value]) => ({ name, value }));
const text = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

export const har = (entries: readonly Entry[], version: string) => ({
  log: {
    version: '1.2',
    creator: { name: 'virga', version },
    entries: entries.map((entry) => ({
      startedDateTime: entry.at,
      time: entry.duration_ms,
      request: {
        method: entry.method,
        url: entry.url,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: pairs(entry.request.headers),
        queryString: [...new URL(entry.url).searchParams].map(([name, value]) => ({ name, value })),
        ...(entry.request.body !== undefined && {
          postData: { mimeType: entry.request.headers['content-type'] ?? 'application/json', text: text(entry.request.body) },
        }),
        headersSize: -1,
        bodySize: entry.request.body === undefined ? 0 : Buffer.byteLength(text(entry.request.body)),
      },
      response: {
        status: entry.status,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: pairs(entry.response.headers),
        content: content(entry),
        redirectURL: '',
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: entry.duration_ms, receive: 0 },
    })),
  },
});
function content({ response: { headers, body } }: Entry): { size: number; mimeType: string; text?: string } {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return body === undefined ? { size: 0, mimeType: type } : { size: Buffer.byteLength(text(body)), mimeType: type, text: text(body) };
}
