/** Version documents. `keystone/api/discovery.py` */
import { versions } from '../../contracts/identity/versions.ts';
import { type Context, implement, reply } from '../core/context.ts';

const v3 = ({ origin }: Context) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${origin}/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
});

export const versionHandlers = implement(versions, {
  list: (context) => reply({ versions: { values: [v3(context)] } }, { Location: `${context.origin}/v3/` }),
  show: (context) => ({ version: v3(context) }),
});
