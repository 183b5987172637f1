/** Faults on the wire. */
import { Effect } from '../../contracts/control/faults.ts';
import { milliseconds } from '../control/duration.ts';
import { CloudError, badRequest } from '../core/errors.ts';
import { type Effect as Wanted, effectOn } from '../core/faults.ts';
import type { Ids } from '../core/ids.ts';
import { type Answer, refuse } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** For one request, without a rule: `X-Virga-Fault: status=503; retry_after=5; delay=200ms; phase=after`. */
const FAULT_HEADER = 'x-virga-fault';

/**
 * What happens to this request.
 * @param mayBreak throws where a request may not bring its own fault
 * @throws CloudError 400 on a header that nobody understands, or what `mayBreak` throws
 */
export function faultOf(exchange: Exchange, mayBreak: (exchange: Exchange) => void): Wanted | undefined {
  const header = exchange.header(FAULT_HEADER);
  if (header === undefined) return effectOn(exchange.world, () => exchange.subject());
  mayBreak(exchange);
  return read(header);
}

/** Serves a request to which something happens. */
export async function suffer(effect: Wanted, exchange: Exchange, serve: () => Promise<Answer>): Promise<Answer> {
  const { status, cut, phase } = effect;
  await delay(effect, exchange);
  if (phase !== 'after' && cut === 'reset') return sever();
  if (phase !== 'after' && status !== undefined) return ending(refuse(exchange, failure(effect)), effect);
  const served = await serve();
  if (cut === 'reset') return sever();
  return ending(status === undefined ? served : refuse(exchange, failure(effect)), effect);
}
const ending = async (answer: Answer, { cut }: Wanted): Promise<Answer> => (cut === 'truncate' ? truncate(answer) : answer);

/** Waits as long as the fault says. */
async function delay({ delay: wanted }: Wanted, { world }: Exchange): Promise<void> {
  if (wanted !== undefined) await new Promise((resolve) => setTimeout(resolve, lasting(wanted, world.ids)));
}
function lasting(wanted: NonNullable<Wanted['delay']>, ids: Ids): number {
  if (typeof wanted !== 'object') return milliseconds(wanted);
  if ('min' in wanted) return milliseconds(wanted.min) + ids.fraction() * Math.max(0, milliseconds(wanted.max) - milliseconds(wanted.min));
  // Box and Muller's way from two even chances to a normal one
  const normal = Math.sqrt(-2 * Math.log(1 - ids.fraction())) * Math.cos(2 * Math.PI * ids.fraction());
  return Math.min(milliseconds(wanted.median) * Math.exp(wanted.sigma * normal), 2 ** 31 - 1);
}

/** The error to answer with, for the service to word. */
function failure({ status = 500, message, retry_after }: Wanted): CloudError {
  const headers = retry_after === undefined ? {} : { headers: { 'Retry-After': String(retry_after) } };
  return new CloudError(status, message ?? MESSAGES[status] ?? 'The request has failed.', headers);
}
/** What the services, or what stands before them, say of a failure that is not the client's. */
const MESSAGES: Record<number, string> = {
  401: 'The request you have made requires authentication.',
  403: 'You are not authorized to perform the requested action.',
  404: 'The resource could not be found.',
  409: 'There was a conflict when trying to complete your request.',
  413: 'The request is too large.',
  429: 'This request was rate-limited.',
  500: 'Unexpected API Error. Please report this.',
  502: 'Bad Gateway',
  503: 'The server is currently unavailable. Please try again at a later time.',
  504: 'The gateway did not receive a timely response from the upstream server or application.',
};

/** Nothing is sent at all. */
const sever = (): Answer => ({ status: 502, headers: {}, body: undefined, broken: new Uint8Array() });

/** The answer with half of its body. */
async function truncate(answer: Answer): Promise<Answer> {
  const bytes = new Uint8Array(await new Response(answer.body ?? null).arrayBuffer());
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  return half.length ? { ...answer, headers: { ...answer.headers, 'Content-Length': String(bytes.length) }, broken: half } : answer;
}

function read(header: string): Wanted {
  const entries = header.split(';').map((entry) => {
    const [key = '', value = ''] = entry.split('=', 2).map((part) => part.trim());
    return [key, /^\d+$/.test(value) ? Number(value) : value];
  });
  const parsed = Effect.safeParse(Object.fromEntries(entries));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${FAULT_HEADER}: ${issue?.path.join('.') || header}: ${issue?.message}`);
}
