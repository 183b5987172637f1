/** Cinder's version document. `cinder/api/versions.py` */
import type { z } from 'zod';
import { blockStorageService } from '../../contracts/block-storage/service.ts';
import { type Versions, versions as table } from '../../contracts/block-storage/versions.ts';
import { type Context, type Reply, implement, reply } from '../core/context.ts';
import type { About } from '../core/dialect.ts';
import { notFound } from '../core/errors.ts';

const { max = '', min = '' } = blockStorageService.versions ?? {};
const document = ({ origin }: Pick<Context, 'origin'>): z.output<typeof Versions> => ({
  versions: [
    {
      id: 'v3.0',
      status: 'CURRENT',
      version: max,
      min_version: min,
      updated: '2023-08-31T00:00:00Z',
      links: [
        { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
        { rel: 'self', href: `${origin}/v3/` },
      ],
      'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
    },
  ],
});

export const versionHandlers = implement(table, {
  list: document,
  show: document,
  showWithoutSlash: ({ origin }) => reply(undefined, { Location: `${origin}/v3/` }),
});

/** Outside of `/v3` there are the versions to choose from, whatever the method, and else nothing. */
export function versionsOutside(about: About): Reply {
  if (about.path === '/') return reply(document(about), {}, 300);
  throw notFound('', { type: 'webob', unversioned: true });
}
