/**
 * What a client looks up before it uses a feature. https://docs.openstack.org/api-ref/network/v2/#extensions
 * The list is that of a default ML2 and L3 cloud, as far as it is served, and what its service plugins add: `neutron_lib/api/definitions/*.py`,
 * `neutron/extensions/*.py`.
 */
import { extensions as table } from '../../contracts/network/extensions.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import type { Scope } from '../core/world.ts';
import extensions from './extensions.json' with { type: 'json' };
import { servicePlugins } from './service-plugins.ts';

interface Extension {
  alias: string;
  name: string;
  updated: string;
  description: string;
  /** The service plugin that brings it. */
  plugin?: string;
}
const shown = ({ alias, name, updated, description }: Extension) => ({ name, alias, description, updated, links: [] });
const served = async ({ rows }: Scope): Promise<Extension[]> => {
  const loaded = new Set<string | undefined>((await rows.list(servicePlugins)).map(({ id }) => id));
  return extensions.filter(({ plugin }: Extension) => plugin === undefined || loaded.has(plugin));
};

export const extensionHandlers = implement(table, {
  list: async (request) => ({ extensions: (await served(request)).map(shown) }),
  async show(request) {
    const { alias: wanted } = request.params;
    const extension = (await served(request)).find(({ alias }) => alias === wanted);
    if (!extension) throw notFound('', { type: 'webob', detail: `Extension with alias ${wanted} does not exist` });
    return { extension: shown(extension) };
  },
});
