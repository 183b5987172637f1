/**
 * What a client looks up before it uses a feature. https://docs.openstack.org/api-ref/network/v2/#extensions
 * The list is that of a default ML2 and L3 cloud, as far as it is served: `neutron_lib/api/definitions/*.py`, `neutron/extensions/*.py`.
 */
import { extensions as table } from '../../contracts/network/extensions.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import extensions from './extensions.json' with { type: 'json' };

type Extension = (typeof extensions)[number];
const shown = ({ alias, name, updated, description }: Extension) => ({ name, alias, description, updated, links: [] });

export const extensionHandlers = implement(table, {
  list: () => ({ extensions: extensions.map(shown) }),
  show({ params }) {
    const extension = extensions.find(({ alias }) => alias === params.alias);
    if (!extension) throw notFound('', { type: 'webob', detail: `Extension with alias ${params.alias} does not exist` });
    return { extension: shown(extension) };
  },
});
