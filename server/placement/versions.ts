/** Placement's version document, whose link is the client's own. `placement/handlers/root.py` */
import { placementService } from '../../contracts/placement/service.ts';
import { versions as table } from '../../contracts/placement/versions.ts';
import { implement } from '../core/context.ts';

const { min = '', max = '' } = placementService.versions ?? {};
export const versionHandlers = implement(table, {
  list: () => ({ versions: [{ id: 'v1.0', max_version: max, min_version: min, status: 'CURRENT', links: [{ rel: 'self', href: '' }] }] }),
});
