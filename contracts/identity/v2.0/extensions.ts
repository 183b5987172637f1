/** What v2.0 had besides its core, with its version document. `keystone/controllers.py` of 2014 */
import { z } from 'zod';
import { get, resource } from '../../operation.ts';

const Link = z.object({ rel: z.string(), type: z.string().optional(), href: z.string() });
const Extension = z.object({
  name: z.string(),
  namespace: z.string(),
  alias: z.string(),
  updated: z.string(),
  description: z.string(),
  links: z.array(Link),
});
const Version = z.object({
  id: z.string(),
  status: z.string(),
  updated: z.string(),
  links: z.array(Link),
  'media-types': z.array(z.object({ base: z.string(), type: z.string() })),
});

export const extensions = resource({
  version: get('', { open: true, status: 200, returns: z.object({ version: Version }) }),
  list: get('/extensions', { open: true, status: 200, returns: z.object({ extensions: z.object({ values: z.array(Extension) }) }) }),
  show: get('/extensions/{alias}', { open: true, status: 200, returns: z.object({ extension: Extension }), errors: [404] }),
});
