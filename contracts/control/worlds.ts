/** Worlds: whole clouds beside each other, at `/worlds/NAME` on every port. */
import { z } from 'zod';
import { del, get, post, resource } from '../operation.ts';
import { ClockMode, ClockView } from './clocks.ts';
import { Instant, SnapshotName, WorldName } from './names.ts';

/** What a copy may have otherwise than what it was copied from. */
const Settings = z.strictObject({
  clock: ClockMode.optional(),
  now: Instant.optional(),
  profile: z.string().optional().describe('One that Virga knows: `instant`, `lifelike`, `chaos`'),
});
const Summary = z.object({
  name: WorldName,
  created_at: Instant,
  from: z.string().nullable().describe('The world, or world/snapshot, that it was copied from; null for a seed'),
  resident: z.boolean().describe('In memory; otherwise on disk, to come back with the next request'),
});
const World = Summary.extend({
  era: z.string(),
  auth_url: z.url().describe('Where its Keystone is: OS_AUTH_URL'),
  deterministic: z.boolean(),
  clock: ClockView,
  profile: z.string(),
});

export const worlds = resource({
  list: get('/worlds', { status: 200, returns: z.object({ worlds: z.array(Summary) }) }),
  show: get('/worlds/{world}', { status: 200, returns: World, errors: [404] }),
  create: post('/worlds', {
    body: Settings.extend({
      name: WorldName,
      seed: z.string().optional().describe('YAML; `none` for nothing at all; the seed of the process unless given'),
      era: z.enum(['modern', '2014', '2012']).optional().describe('What time it is of; that of the process unless given'),
      deterministic: z.boolean().optional().describe('The same seed and the same requests give the same ids, times and answers'),
    }),
    status: 201,
    returns: World,
    errors: [400, 403, 409],
  }),
  /** A copy of the world as it is, or as it was at a snapshot. Tokens of the one do not hold in the other. */
  fork: post('/worlds/{world}/fork', {
    body: Settings.extend({ name: WorldName, snapshot: SnapshotName.optional() }),
    status: 201,
    returns: World,
    errors: [400, 403, 404, 409],
  }),
  /** The world is again what it was when it was made. */
  reset: post('/worlds/{world}/reset', { status: 204, errors: [404] }),
  delete: del('/worlds/{world}', { status: 204, errors: [403, 404] }),
});
