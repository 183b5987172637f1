/** https://docs.openstack.org/api-ref/image/v2/#images */
import { post, resource } from '../operation.ts';

export const imageActions = resource({
  deactivate: post('/images/{image_id}/actions/deactivate', { bodiless: true, policy: 'deactivate', late: true, status: 204, errors: [403, 404] }),
  reactivate: post('/images/{image_id}/actions/reactivate', { bodiless: true, policy: 'reactivate', late: true, status: 204, errors: [403, 404] }),
});
