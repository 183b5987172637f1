/** How long things take in a world, and how often they fail. */
import { z } from 'zod';
import { get, put, resource } from '../operation.ts';

const A_CENTURY = 100 * 365.25 * 86_400_000;
const key = z.string().describe('`server.build.spawning`, else `server.build`, else `server`, else `*`');
const ProfileView = z.object({
  name: z.string(),
  durations: z.record(key, z.number().min(0).max(A_CENTURY)).describe('Milliseconds that a step takes'),
  failures: z.record(key, z.number().min(0).max(1)).describe('Probability that a step fails'),
  polls: z.record(key, z.int().min(0)).describe('A step ends when its resource has been looked at so often, however long that takes'),
});

export const profiles = resource({
  show: get('/worlds/{world}/profile', { status: 200, returns: ProfileView, errors: [404] }),
  /** Takes a profile that Virga knows, or one of one's own, or a known one with changes. */
  set: put('/worlds/{world}/profile', { body: ProfileView.partial().strict(), status: 200, returns: ProfileView, errors: [400, 404] }),
});
