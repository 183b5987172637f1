/**
 * Version documents. https://docs.openstack.org/api-ref/network/v2/#api-versions
 * Follows `neutron/api/root_app.py` and `neutron/pecan_wsgi/controllers/root.py`.
 */
import { versions as table } from '../../contracts/network/versions.ts';
import { implement } from '../core/context.ts';

const CORE = ['network', 'subnet', 'subnetpool', 'port'];
const self = (href: string) => [{ rel: 'self', href }];

export const versionHandlers = implement(table, {
  list: ({ origin }) => ({ versions: [{ id: 'v2.0', status: 'CURRENT', links: self(`${origin}/v2.0/`) }] }),
  show: ({ origin }) => ({ resources: CORE.map((name) => ({ name, collection: `${name}s`, links: self(`${origin}/v2.0/${name}s`) })) }),
});
