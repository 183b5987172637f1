/** `/healthcheck`, as oslo.middleware answers it for every service: no token, no world. */

export function health({ method, headers }: Request): Response {
  if (method === 'HEAD') return new Response(null, { status: 204 });
  if (headers.get('accept')?.includes('application/json')) {
    return new Response(JSON.stringify({ detailed: false, reasons: [] }, null, 4), { headers: { 'Content-Type': 'application/json' } });
  }
  return new Response('OK', { headers: { 'Content-Type': 'text/plain; charset=UTF-8' } });
}
