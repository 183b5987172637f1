/** Taking an image from one of several stores; here is one, so that it is always the last. `glance/api/v2/images.py` (`delete_from_store`) */
import { stores as table } from '../../contracts/image/stores.ts';
import { implement } from '../core/context.ts';
import { conflict, forbidden, notFound } from '../core/errors.ts';
import { visibleImage } from './images.ts';
import { STORES } from './info.ts';
import { enforceOn } from './policy.ts';

export const storeHandlers = implement(table, {
  deleteImage: async (request) => {
    const { store_id, image_id } = request.params;
    if (!STORES.includes(store_id)) throw conflict(`The selected store ${store_id} is not available on this node.`);
    const image = await visibleImage(request, request.caller, image_id);
    if (!image) throw notFound(`Failed to find image ${image_id}`);
    enforceOn(request, image, 'get_image_location');
    enforceOn(request, image);
    if (image.status !== 'active') throw conflict(`It's not allowed to remove image data from store if image status is not 'active'`);
    throw forbidden('Cannot delete image data from the only store containing it. Consider deleting the image instead.');
  },
});
