/**
 * Extensions: what was optional once is always there now. https://docs.openstack.org/api-ref/compute/#extensions-extensions-deprecated
 * Follows `nova/api/openstack/compute/extension_info.py`.
 */
import { extensions as table } from '../../contracts/compute/extensions.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { EXTENSIONS } from './extension-names.ts';

const view = (alias: string, [name, description]: readonly [string, string]) => ({
  alias,
  description,
  links: [],
  name,
  namespace: 'http://docs.openstack.org/compute/ext/fake_xml',
  updated: '2014-12-03T00:00:00Z',
});

export const extensionHandlers = implement(table, {
  list: () => ({ extensions: Object.entries(EXTENSIONS).map(([alias, texts]) => view(alias, texts)) }),
  show: ({ params: { alias } }) => {
    const texts = Object.hasOwn(EXTENSIONS, alias) ? EXTENSIONS[alias] : undefined;
    if (texts === undefined) throw notFound('The resource could not be found.');
    return { extension: view(alias, texts) };
  },
});
