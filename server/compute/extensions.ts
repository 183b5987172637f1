/**
 * Extensions: what was optional once is always there now. https://docs.openstack.org/api-ref/compute/#extensions-extensions-deprecated
 * Follows `nova/api/openstack/compute/extension_info.py`. Descriptions say the name again.
 */
import { extensions as table } from '../../contracts/compute/extensions.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { EXTENSIONS } from './extension-names.ts';

const view = (alias: string, name: string) => ({
  alias,
  description: name,
  links: [],
  name,
  namespace: 'http://docs.openstack.org/compute/ext/fake_xml',
  updated: '2014-12-03T00:00:00Z',
});

export const extensionHandlers = implement(table, {
  list: () => ({ extensions: Object.entries(EXTENSIONS).map(([alias, name]) => view(alias, name)) }),
  show: ({ params: { alias } }) => {
    const name = Object.hasOwn(EXTENSIONS, alias) ? EXTENSIONS[alias] : undefined;
    if (name === undefined) throw notFound('The resource could not be found.');
    return { extension: view(alias, name) };
  },
});
