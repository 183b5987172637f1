/** https://docs.openstack.org/api-ref/image/v2/#image-location · not emulated */
import { get, post, resource } from '../operation.ts';

export const locations = resource({
  listLocations: get('/images/{image_id}/locations', { status: 200 }),
  addLocation: post('/images/{image_id}/locations', { status: 202 }),
});
