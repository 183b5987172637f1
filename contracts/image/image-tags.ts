/** https://docs.openstack.org/api-ref/image/v2/#image-tags */
import { del, put, resource } from '../operation.ts';

export const imageTags = resource({
  add: put('/images/{image_id}/tags/{tag_value}', { bodiless: true, policy: 'modify_image', late: true, status: 204, errors: [400, 403, 404, 413] }),
  delete: del('/images/{image_id}/tags/{tag_value}', { bodiless: true, policy: 'modify_image', late: true, status: 204, errors: [403, 404] }),
});
