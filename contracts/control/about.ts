/** What the control API says of itself. */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

export const about = resource({
  show: get('', { status: 200, returns: z.object({ version: z.string(), worlds: z.int() }) }),
  /** In the text format of Prometheus. */
  metrics: get('/metrics', { status: 200, returns: z.string() }),
  openapi: get('/openapi.json', { status: 200, returns: z.looseObject({ openapi: z.string() }) }),
});
