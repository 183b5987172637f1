/** The catalog of metadata definitions: not emulated; its schemas are. `glance/api/v2/metadef_*.py` */
import { metadefs as table } from '../../contracts/image/metadefs.ts';
import { unserved } from '../core/context.ts';

export const metadefHandlers = unserved(table);
