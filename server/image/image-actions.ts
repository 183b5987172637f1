/** To keep an image from being used, and back. `glance/api/v2/image_actions.py` */
import { imageActions as table } from '../../contracts/image/image-actions.ts';
import { type Context, implement } from '../core/context.ts';
import { forbidden } from '../core/errors.ts';
import { imageOf, save } from './images.ts';
import { enforceOn } from './policy.ts';

async function change(request: Context & { params: { image_id: string } }, from: 'active' | 'deactivated', to: 'active' | 'deactivated', verb: string) {
  const image = await imageOf(request, request.params.image_id);
  enforceOn(request, image);
  if (image.status === to) return;
  if (image.status !== from) throw forbidden(`Not allowed to ${verb} image in status '${image.status}'`);
  await save(request, { ...image, status: to });
}

export const imageActionHandlers = implement(table, {
  deactivate: async (request) => change(request, 'active', 'deactivated', 'deactivate'),
  reactivate: async (request) => change(request, 'deactivated', 'active', 'reactivate'),
});
