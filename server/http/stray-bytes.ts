/** What follows a whole request and is none. Clients of 2014 end chunked bodies twice; that must not cost the request its answer. */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

interface Listening {
  on(event: 'request', listener: (request: unknown, response: ServerResponse) => void): unknown;
  on(event: 'clientError', listener: (error: NodeJS.ErrnoException, socket: Duplex) => void): unknown;
}
/** As Node answers by itself. */
const STATUSES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** The answer under way is given to its end before the connection is closed. */
export function tolerateStrayBytes(server: Listening): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (_request, response) => {
    if (response.socket) answers.set(response.socket, response);
  });
  server.on('clientError', (error, socket) => {
    const answer = answers.get(socket);
    if (answer && !answer.writableFinished && answer.req.complete) answer.once('close', () => socket.destroy());
    else if (socket.writable && !answer?.headersSent) socket.end(`HTTP/1.1 ${STATUSES[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
    else socket.destroy();
  });
}
