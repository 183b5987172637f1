/** Images as a seed has them that leaves their bytes behind. */
import { type Image, images } from './images.ts';

/** Their size and digests stay; who downloads them gets nothing, as of an image without locations. */
export const withoutContent = (collection: string, row: { id: string }): { id: string } =>
  collection === images.name ? ({ ...row, blob: null, staged: null } as Image) : row;
