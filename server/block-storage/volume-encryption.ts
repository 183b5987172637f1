/** How a volume is encrypted. Follows `cinder/api/contrib/volume_encryption_metadata.py`. */
import { volumeEncryption as table } from '../../contracts/block-storage/volume-encryption.ts';
import { type Context, implement } from '../core/context.ts';
import { notFound } from '../core/errors.ts';
import { volumeOf } from './volume-rows.ts';

export const volumeEncryptionHandlers = implement(table, {
  show: read,
  showItem: async (request) => {
    const { encryption_key_id } = await read(request);
    if (request.params.item !== 'encryption_key_id') throw notFound('The resource could not be found.');
    return encryption_key_id ?? undefined;
  },
});

async function read(request: Context & { params: { volume_id: string } }): Promise<{ encryption_key_id: string | null }> {
  const { encryption_key_id, project_id } = await volumeOf(request, request.params.volume_id);
  request.enforce({ project_id });
  return { encryption_key_id };
}
