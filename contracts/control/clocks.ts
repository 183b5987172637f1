/** The time of a world. */
import { z } from 'zod';
import { get, post, put, resource } from '../operation.ts';
import { Duration, Instant } from './names.ts';

export const ClockMode = z
  .enum(['real', 'frozen', 'auto'])
  .describe('`real` runs; `frozen` stands still until it is moved; `auto` stands still and jumps to the next due transition when a client polls');
export const ClockView = z.object({ mode: ClockMode, now: Instant });

export const clocks = resource({
  show: get('/worlds/{world}/clock', { status: 200, returns: ClockView, errors: [404] }),
  /** Sets mode, date or both. */
  set: put('/worlds/{world}/clock', {
    body: z.strictObject({ mode: ClockMode.optional(), now: Instant.optional() }),
    status: 200,
    returns: ClockView,
    errors: [400, 404],
  }),
  /** Moves on; what becomes due meanwhile happens at its own time. */
  advance: post('/worlds/{world}/clock/advance', { body: z.strictObject({ by: Duration }), status: 200, returns: ClockView, errors: [400, 404] }),
});
