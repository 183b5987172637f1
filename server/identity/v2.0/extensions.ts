/** Extensions and the version document. `keystone/controllers.py`, `keystone/contrib/*_crud/core.py` of 2014 */
import { extensions as table } from '../../../contracts/identity/v2.0/extensions.ts';
import { type Context, implement } from '../../core/context.ts';
import { notFound } from '../../core/errors.ts';

const links = [{ rel: 'describedby', type: 'text/html', href: 'https://github.com/openstack/identity-api' }];
const namespace = 'http://docs.openstack.org/identity/api/ext';
const ADMIN = {
  name: 'OpenStack Keystone Admin',
  namespace: `${namespace}/OS-KSADM/v1.0`,
  alias: 'OS-KSADM',
  updated: '2013-07-11T17:14:00-00:00',
  description: 'OpenStack extensions to Keystone v2.0 API enabling Administrative Operations.',
  links,
};
const PUBLIC = {
  name: 'OpenStack Keystone User CRUD',
  namespace: `${namespace}/OS-KSCRUD/v1.0`,
  alias: 'OS-KSCRUD',
  updated: '2013-07-07T12:00:0-00:00',
  description: 'OpenStack extensions to Keystone v2.0 API enabling User Operations.',
  links,
};
const known = ({ forAdmins }: Context) => [forAdmins ? ADMIN : PUBLIC];

/** Of the list at `/` too. */
export const v2Version = (origin: string) => ({
  id: 'v2.0',
  status: 'stable',
  updated: '2014-04-17T00:00:00Z',
  links: [
    { rel: 'self', href: `${origin}/v2.0/` },
    { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' },
  ],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v2.0+json' }],
});

export const extensionHandlers = implement(table, {
  version: ({ origin }) => ({ version: v2Version(origin) }),
  list: (context) => ({ extensions: { values: known(context) } }),
  show(context) {
    const extension = known(context).find(({ alias }) => alias === context.params.alias);
    if (!extension) throw notFound(`Could not find: ${context.params.alias}`);
    return { extension };
  },
});
