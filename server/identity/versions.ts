/** Version documents. `keystone/api/discovery.py` */
import { versions } from '../../contracts/identity/versions.ts';
import { type Context, implement, reply } from '../core/context.ts';
import { jsonHome, wantsJsonHome } from './json-home.ts';
import type { Era } from '../core/eras.ts';
import { v2Version } from './v2.0/extensions.ts';

const v3 = ({ origin }: Context) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${origin}/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
});

const v2 = ({ origin }: Context) => v2Version(origin);
/** Which versions each time told of. */
const VALUES: Record<Era, (context: Context) => ReturnType<typeof v3 | typeof v2>[]> = {
  modern: (context) => [v3(context)],
  2014: (context) => [v3(context), v2(context)],
  2012: (context) => [v2(context)],
};

const home = (root: string) => reply(jsonHome(root), { 'Content-Type': 'application/json-home' }, 200);

export const versionHandlers = implement(versions, {
  list: (context) =>
    wantsJsonHome(context.header('accept'))
      ? home('/v3')
      : reply({ versions: { values: VALUES[context.world.era](context) } }, { Location: `${context.origin}/v3/` }),
  show: (context) => (wantsJsonHome(context.header('accept')) ? home('') : { version: v3(context) }),
});
