/** What Cinder once had as extensions. https://docs.openstack.org/api-ref/block-storage/v3/#api-extensions-extensions */
import { extensions as table } from '../../contracts/block-storage/extensions.ts';
import { implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { EXTENSIONS } from './extension-names.ts';

const all = EXTENSIONS.map(([name, alias, description, updated]) => ({ name, alias, description, updated, links: [] }));

export const extensionHandlers = implement(table, {
  list: () => ({ extensions: all }),
  show: ({ params: { alias } }) => {
    const extension = all.find((one) => one.alias === alias);
    if (!extension) throw notFound('The resource could not be found.');
    return { extension };
  },
});
