/** What this Glance can do. `glance/api/v2/discovery.py` */
import { info as table } from '../../contracts/image/info.ts';
import { implement } from '../core/context.ts';

export const IMPORT_METHODS = ['glance-direct', 'web-download', 'copy-image'];
export const STORE = 'store1';
/** Where that store would keep its files. */
export const IMAGE_FOLDER = '/var/lib/glance/images';
/** Glance counts its own two among them. */
export const STORES = [STORE, 'os_glance_staging_store', 'os_glance_tasks_store'];

export const infoHandlers = implement(table, {
  import: () => ({ 'import-methods': { description: 'Import methods available.', type: 'array' as const, value: IMPORT_METHODS } }),
  stores: () => ({ stores: [{ id: STORE, default: 'true' as const }] }),
  storesDetail: () => ({
    stores: [
      {
        id: STORE,
        default: 'true' as const,
        type: 'file',
        properties: { data_dir: IMAGE_FOLDER, chunk_size: 65_536, thin_provisioning: false },
        weight: 0,
      },
    ],
  }),
  /** Empty unless limits are kept in Keystone, which is not the default. */
  usage: () => ({ usage: {} }),
});
