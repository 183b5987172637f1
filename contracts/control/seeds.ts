/** The state of a world as a seed. */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

export const seeds = resource({
  /** YAML that makes a world like this one; with `content`, the bytes of its images as well. */
  export: get('/worlds/{world}/seed', {
    query: z.strictObject({ content: z.enum(['true', 'false']).optional() }),
    status: 200,
    returns: z.string(),
    errors: [404],
  }),
  /** The JSON Schema of seeds, for editors. */
  schema: get('/seed-schema', { status: 200, returns: z.looseObject({}) }),
});
