/** How a volume is encrypted. `cinder/api/contrib/volume_encryption_metadata.py` */
import { z } from 'zod';
import { get, resource } from '../operation.ts';

const PATH = '/volumes/{volume_id}/encryption';
const more = { policy: 'volume_extension:volume_encryption_metadata', late: true, status: 200, errors: [403, 404] } as const;
export const volumeEncryption = resource({
  /** Nothing but null, unless its type says that it is. */
  show: get(PATH, { ...more, returns: z.object({ encryption_key_id: z.string().nullable() }) }),
  /** What is null has no body. */
  showItem: get(`${PATH}/{item}`, { ...more, returns: z.string().optional() }),
});
