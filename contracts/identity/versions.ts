/** Which versions there are. https://docs.openstack.org/api-ref/identity/v3/#api-versions */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const Version = z.object({
  id: z.string(),
  status: z.string(),
  updated: z.iso.datetime(),
  links: z.array(z.object({ rel: z.string(), type: z.string().optional(), href: z.string() })),
  'media-types': z.array(z.object({ base: z.string(), type: z.string() })),
});

/** For clients that accept `application/json-home`. */
const JsonHome = z.object({ resources: z.record(z.string(), z.looseObject({})) });

export const versions = resource({
  list: get('/', {
    root: '',
    open: true,
    status: 300,
    returns: z.union([z.object({ versions: z.object({ values: z.array(Version) }) }), JsonHome]),
    headers: ['location'],
  }),
  show: get('/v3', { root: '', open: true, status: 200, returns: z.union([z.object({ version: Version }), JsonHome]) }),
});
