/** What was asked of a world, and what it answered. It is kept in memory, the latest exchanges of each world, and ends with the process. */
import { z } from 'zod';
import { bytes, del, get, post, resource } from '../operation.ts';
import { Match } from './matching.ts';
import { Instant } from './names.ts';

const Message = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.json().optional().describe('As JSON where it is that, else as text; not there when it was bytes or too long to be kept'),
});
const Entry = z.object({
  number: z.int().describe('Counted from 1 in each world'),
  at: Instant.describe("In the world's own time"),
  duration_ms: z.number().describe('0 in a deterministic world'),
  world: z.string(),
  service: z.string(),
  operation: z.string().nullable().describe('`compute.servers.create`; null where no row is for the request'),
  nearest: z.string().optional().describe('The operation that comes closest to a request that nothing serves'),
  microversion: z.string().nullable(),
  request_id: z.string(),
  project_id: z.string().nullable(),
  user_id: z.string().nullable(),
  method: z.string(),
  url: z.string(),
  status: z.int(),
  fault: z.boolean().describe('Something went wrong on purpose'),
  request: Message,
  response: Message,
  unread: z.array(z.string()).describe('What was sent and nothing read: JSON pointers into the body, `?name` for parts of the query'),
  transitions: z
    .array(z.object({ step: z.string(), target: z.string(), at: Instant, failed: z.boolean() }))
    .describe('Steps of life cycles that ended with this request'),
});
export type Entry = z.output<typeof Entry>;

const Number = z.coerce.number<string>().int().min(0);
const Filter = z.strictObject({
  operation: Match.shape.operation,
  project: Match.shape.project,
  user: Match.shape.user,
  status: Number.optional(),
  request_id: z.string().optional(),
  unmatched: z.enum(['true', 'false']).optional().describe('Only what nothing serves: 404 without a row, and 501'),
  since: Number.optional().describe('Only what comes after the entry with this number'),
  limit: Number.optional().describe('The latest so many'),
});
const Times = z.strictObject({ exactly: z.int().min(0).optional(), at_least: z.int().min(0).optional(), at_most: z.int().min(0).optional() });
const Verdict = z.object({ verified: z.boolean(), count: z.int(), message: z.string() });

const errors = [400, 404];
export const journal = resource({
  list: get('/worlds/{world}/journal', { query: Filter, status: 200, returns: z.object({ entries: z.array(Entry) }), errors }),
  /** Entries as they come, as server-sent events: the number as the id, the entry as the data. */
  tail: get('/worlds/{world}/journal/tail', { query: Filter.pick({ operation: true, since: true }), status: 200, returns: bytes, errors }),
  /** HTTP archive 1.2. */
  har: get('/worlds/{world}/journal/har', { query: Filter, status: 200, returns: z.looseObject({}), errors }),
  /** The same requests as shell commands. */
  curl: get('/worlds/{world}/journal/curl', { query: Filter, status: 200, returns: z.string(), errors }),
  /** Was it called so often? At least once where nothing is said. */
  verify: post('/worlds/{world}/journal/verify', {
    body: z.strictObject({ match: Match, times: Times.optional(), status: z.int().optional() }),
    status: 200,
    returns: Verdict,
    errors,
  }),
  clear: del('/worlds/{world}/journal', { status: 204, errors: [404] }),
});
