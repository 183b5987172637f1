/** What goes wrong on purpose. */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { Match } from './matching.ts';
import { Duration, Instant, WorldName } from './names.ts';

const Delay = z.union([
  Duration,
  z.strictObject({ min: Duration, max: Duration }).describe('Any in between is as likely'),
  z.strictObject({ median: Duration, sigma: z.number().min(0).max(5) }).describe('A log-normal distribution, as networks have'),
]);
/** What happens; what is not said stays as it would have been. */
export const Effect = z
  .strictObject({
    status: z.int().min(400).max(599).optional().describe("Answered instead, in the service's own words for it"),
    message: z.string().optional().describe('The text of that answer'),
    retry_after: z.int().min(0).optional().describe('Seconds, as the header Retry-After'),
    delay: Delay.optional().describe('Before the request is served'),
    cut: z.enum(['reset', 'truncate']).optional().describe('The connection breaks: instead of the answer, or in the middle of its body'),
    phase: z.enum(['before', 'after']).optional().describe('`after`: the request is served first, but its client does not learn of it'),
  })
  .refine(({ status, delay, cut }) => status !== undefined || delay !== undefined || cut !== undefined, 'a fault has a status, a delay or a cut')
  .refine(({ status, cut }) => status === undefined || cut !== 'reset', 'a connection that is reset has no status')
  .refine(
    ({ status, message, retry_after }) => status !== undefined || (message === undefined && retry_after === undefined),
    'a message and retry_after need a status',
  );

/** Which of the requests, or transitions, that match; all that is said has to hold. */
const When = z.strictObject({
  nth: z.int().min(1).optional().describe('Only this one, counted from 1'),
  first: z.int().min(1).optional().describe('Only so many'),
  every: z.int().min(1).optional().describe('Each second, third...'),
  probability: z.number().min(0).max(1).optional().describe("Drawn from the world's ids: a deterministic world draws the same again"),
  until: Instant.optional().describe("In the world's own time"),
});

export const FaultRule = z.strictObject({
  name: WorldName.optional().describe('`fault-1`, `fault-2`... where none is given'),
  match: Match.optional().describe('Every request without it'),
  effect: Effect.optional(),
  transition: z
    .string()
    .optional()
    .describe('Instead of requests: the step of a life cycle that fails, `server.build.spawning`, or `server.build` for any of its steps'),
  when: When.optional(),
});
const FaultView = FaultRule.extend({
  name: WorldName,
  seen: z.int().describe('Requests, or transitions, that matched'),
  fired: z.int().describe('Of these, the ones that it happened to'),
});

export const faults = resource({
  list: get('/worlds/{world}/faults', { status: 200, returns: z.object({ faults: z.array(FaultView) }), errors: [404] }),
  /** The first rule that fires decides; an operation or a transition that there is not is refused. */
  create: post('/worlds/{world}/faults', { body: FaultRule, status: 201, returns: FaultView, errors: [400, 404, 409] }),
  show: get('/worlds/{world}/faults/{fault}', { status: 200, returns: FaultView, errors: [404] }),
  delete: del('/worlds/{world}/faults/{fault}', { status: 204, errors: [404] }),
  clear: del('/worlds/{world}/faults', { status: 204, errors: [404] }),
});
