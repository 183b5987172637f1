/** https://docs.openstack.org/api-ref/image/v2/#delete-image-from-store */
import { del, resource } from '../operation.ts';

export const stores = resource({
  deleteImage: del('/stores/{store_id}/{image_id}', { bodiless: true, policy: 'delete_image_location', late: true, status: 204, errors: [403, 404, 409] }),
});
