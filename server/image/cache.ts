/** The cache that each node of Glance keeps of its images: there are no nodes here, and so the operations say that they are not emulated. `glance/api/v2/cached_images.py` */
import { cache as table } from '../../contracts/image/cache.ts';
import { unserved } from '../core/context.ts';

export const cacheHandlers = unserved(table);
